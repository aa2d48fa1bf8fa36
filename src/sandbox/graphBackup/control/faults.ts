/** What may go wrong on purpose, once a request matches. */
export type FaultKind =
  /** The connection is reset before the work is done. */
  | 'reset'
  /** The work is done, then the connection is reset: the client never learns. */
  | 'lostResponse'
  /** An error status (500 unless given), before the work is done. */
  | 'status'
  /** The work is done; the body is not JSON. */
  | 'garbage';

export type Fault = {
  kind: FaultKind;
  method?: string;
  /** Part of the path, lower case. */
  path?: string;
  status?: number;
  code?: string;
  retryAfterSeconds?: number;
  /** Let so many matching requests through first. */
  after?: number;
  /** How often it strikes; once when absent. */
  times?: number;
};

/** Takes the first fault that strikes this request, counting down what it still lets through. */
export function strike(faults: Fault[], method: string, path: string): Fault | undefined {
  for (const fault of faults) {
    if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
    if (fault.path !== undefined && !path.toLowerCase().includes(fault.path.toLowerCase())) continue;
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
