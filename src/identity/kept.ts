import type { Clock } from '../lib/clock.ts';

const keptAtMost = 1000;

/**
 * Keeps answers for a moment, so that the clicks of one person within it cost one question. Questions under way are shared; a failed one
 * is not kept.
 */
export function createKept<T>(options: {
  readonly clock: Clock;
  readonly keptSeconds: number;
}): (key: string, ask: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, { readonly answer: Promise<T>; readonly untilMilliseconds: number }>();
  return async (key, ask) => {
    const now = options.clock.now().getTime();
    const kept = answers.get(key);
    if (kept !== undefined && now < kept.untilMilliseconds) return kept.answer;
    for (const [old, { untilMilliseconds }] of answers) if (untilMilliseconds <= now) answers.delete(old);
    if (answers.size >= keptAtMost) answers.clear();
    const fresh = { answer: ask(), untilMilliseconds: now + options.keptSeconds * 1000 };
    answers.set(key, fresh);
    try {
      return await fresh.answer;
    } catch (thrown) {
      if (answers.get(key) === fresh) answers.delete(key);
      throw thrown;
    }
  };
}
