/** Logs events, not sentences: `log.info({ requestId, verb }, 'decision recorded')`. Never bodies, secrets or personal data. */
export type Log = {
  debug(facts: object, event: string): void;
  info(facts: object, event: string): void;
  warn(facts: object, event: string): void;
  error(facts: object, event: string): void;
};
