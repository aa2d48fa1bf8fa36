/** v5 names an action in the body; later versions in the path. */
const pathOfAction: Readonly<Record<string, string>> = {
  explore: 'explore',
  stop: 'Stop',
  restoretooriginallocation: 'restore',
  restore: 'restore',
  restoreto: 'restoreTo',
  copyto: 'copyTo',
};

/** Whether a path is v5's `…/action`. */
export const isActionPath = (path: string): boolean => /\/action\/?$/i.test(path);

/**
 * Leads `POST …/action {"explore": {…}}` to the path and body later versions have. Undefined when the body does not hold
 * exactly one action this server knows.
 */
export function translateAction(path: string, body: unknown): { path: string; body: unknown } | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const [action, ...more] = Object.entries(body);
  const segment = action && more.length === 0 ? pathOfAction[action[0].toLowerCase()] : undefined;
  if (!action || segment === undefined) return undefined;
  return { path: path.replace(/\/action\/?$/i, `/${segment}`), body: action[1] ?? undefined };
}
