import { Fault, faultCodeOf } from '../lib/fault.ts';
import type { Tokens } from '../ports/tokens.ts';

const suffix = '/.default';

/**
 * Access tokens of the bot itself. `botToken` is what `identity/botCredential` makes of the configured credential; it caches.
 * A request is given up after the time limit, so that a sign-in service that hangs looks like one that is down.
 */
export function createTokens(options: {
  botToken: (audience: string) => Promise<string>;
  timeLimitMilliseconds?: number;
}): Tokens {
  const { botToken, timeLimitMilliseconds = 10_000 } = options;
  return {
    async get(scope) {
      if (!scope.endsWith(suffix))
        throw new Fault('UNEXPECTED', { cause: 'a scope ends in /.default', effect: 'none' });
      try {
        return await within(timeLimitMilliseconds, botToken(scope.slice(0, -suffix.length)));
      } catch (cause) {
        if (faultCodeOf(cause) === 'SIGN_IN_UNREACHABLE') throw cause;
        throw new Fault('SIGN_IN_UNREACHABLE', { cause, effect: 'none' });
      }
    },
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
