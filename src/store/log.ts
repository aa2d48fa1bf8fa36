/** Where the store says what an admin should know; pino fits. Never gets personal data, job data or provider words. */
export type StoreLog = {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};

export const silentLog: StoreLog = { warn: () => undefined, error: () => undefined };

/** What of a thrown value may be logged: name, code and where it happened; its message may hold somebody's data. */
export function safeError(thrown: unknown): Readonly<Record<string, unknown>> {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? { code: thrown.code } : {};
  const frames = (thrown.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: thrown.name, ...code, frames: frames.slice(0, 8).map((line) => line.trim()) };
}
