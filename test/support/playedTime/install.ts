import { registerHooks } from 'node:module';
import { playedNow } from './pace.ts';

/**
 * Loaded before the shipped bot (`node --import`): the process lives in the time of `PLAYED_TIME_FILE`, the libraries in it too. Timers of
 * Node stay real, so that a time limit for a call is what it is; what the bot's own clock waits for comes in played time.
 */
globalThis.Date = new Proxy(Date, {
  apply: () => new Date(playedNow()).toString(),
  construct: (real, given, target) => Reflect.construct(real, given.length === 0 ? [playedNow()] : given, target),
  get: (real, key) => (key === 'now' ? playedNow : Reflect.get(real, key)),
});
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (!resolved.url.endsWith('/src/lib/clock.ts')) return resolved;
    return { ...resolved, url: new URL('clock.ts', import.meta.url).href };
  },
});
