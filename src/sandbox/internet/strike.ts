/** Which requests a fault laid in a simulator strikes. */
export type Strike = {
  /** Method and part of the path (lower case) or a pattern of it; any when absent. */
  method?: string;
  path?: string | RegExp;
  /** Let so many matching requests through first. */
  after?: number;
  /** How often it strikes; once when absent. */
  times?: number;
};

/** Takes the first fault that strikes this request, counting down what it still lets through. */
export function strike<F extends Strike>(faults: readonly F[], method: string, path: string): F | undefined {
  for (const fault of faults) {
    if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
    if (!fits(fault.path, path)) continue;
    if ((fault.after ?? 0) > 0) {
      fault.after = (fault.after ?? 0) - 1;
      continue;
    }
    const left = fault.times ?? 1;
    if (left <= 0) continue;
    fault.times = left - 1;
    return fault;
  }
  return undefined;
}

const fits = (wanted: Strike['path'], path: string): boolean =>
  wanted instanceof RegExp ? wanted.test(path) : path.toLowerCase().includes((wanted ?? '').toLowerCase());
