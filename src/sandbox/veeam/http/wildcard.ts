/** Text with `*` and `?` as a pattern; everything else stands for itself. */
function patternOf(wanted: string): string {
  return wanted
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}

/** Whether a whole name matches, without case: list filters. */
export const matchesWildcard = (name: string, wanted: string): boolean =>
  new RegExp(`^${patternOf(wanted)}$`, 'i').test(name);

/** Whether it occurs anywhere, without case: search. */
export const containsWildcard = (text: string, wanted: string): boolean =>
  new RegExp(patternOf(wanted), 'i').test(text);
