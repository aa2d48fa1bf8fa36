import { type DestinationStream, pino } from 'pino';
import { type Clock, systemClock } from './clock.ts';
import { scrub, scrubText } from './scrub.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * Logs events, not sentences: `log.info({ requestId, verb }, 'decision recorded')`. The event is a constant; what varies is a
 * fact: ids, codes, counts, durations with their unit in the name, an `Error` under any key. Never bodies, secrets or personal data.
 */
export type Log = {
  debug(facts: object, event: string): void;
  info(facts: object, event: string): void;
  warn(facts: object, event: string): void;
  error(facts: object, event: string): void;
};

/** Creates the log: one scrubbed JSON object per line (`lib/scrub`), by default on standard output. */
export function createLog(options: { level: LogLevel; destination?: DestinationStream; clock?: Clock }): Log {
  const { level, destination, clock = systemClock } = options;
  const settings = {
    level,
    base: null,
    messageKey: 'event',
    timestamp: () => `,"time":"${clock.now().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = destination === undefined ? pino(settings) : pino(settings, destination);
  const write = (at: LogLevel) => (facts: object, event: string) => {
    if (logger.isLevelEnabled(at)) logger[at](scrub(facts) as object, scrubText(event));
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** A log that adds the same facts to every event, such as the request it is about. */
export function withFacts(log: Log, common: object): Log {
  const write = (level: LogLevel) => (facts: object, event: string) => log[level]({ ...common, ...facts }, event);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
