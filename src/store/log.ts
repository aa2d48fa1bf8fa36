import type { Log } from '../lib/log.ts';

/** What the store says to admins; never personal data, job data or provider words. */
export type StoreLog = Pick<Log, 'warn' | 'error'>;

export const silentLog: StoreLog = { warn: () => undefined, error: () => undefined };
