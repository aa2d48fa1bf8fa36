/** A small cache of things that hardly change, such as ids. Failures are not kept. */
export function createCache<T>(options: {
  readonly nowMilliseconds: () => number;
  readonly keepMinutes: number;
  readonly most: number;
}): (key: string, fetch: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, { readonly value: Promise<T>; readonly until: number }>();
  return (key, fetch) => {
    const now = options.nowMilliseconds();
    const known = entries.get(key);
    if (known && now < known.until) return known.value;
    const value = fetch();
    entries.set(key, { value, until: now + options.keepMinutes * 60_000 });
    value.catch(() => entries.delete(key));
    const oldest = entries.keys().next().value;
    if (entries.size > options.most && oldest !== undefined) entries.delete(oldest);
    return value;
  };
}
