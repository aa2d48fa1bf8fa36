import type { Clock } from '../lib/clock.ts';
import { Fault } from '../lib/fault.ts';
import type { Messenger } from '../ports/messenger.ts';

/** Teams' limits per bot and conversation for sending and editing (Microsoft Learn, "Optimize your bot with rate limiting"). */
const limits = [
  { messages: 7, seconds: 1 },
  { messages: 8, seconds: 2 },
  { messages: 60, seconds: 30 },
  { messages: 1_800, seconds: 3_600 },
] as const;

/** Conversations remembered at most; the quietest are forgotten first. */
const conversationsKept = 5_000;

/**
 * Keeps a messenger within Teams' limits: a message over the limit is not sent and throws `TEAMS_BUSY` with the time to wait, so its
 * job comes back then and nobody else waits. Counts what this process sent; should several replicas exceed a limit together, Teams
 * answers 429 and the same happens.
 */
export function paced(messenger: Messenger, clock: Clock): Messenger {
  const sent = new Map<string, number[]>();

  function takePlace(conversationId: string): void {
    const now = clock.now().getTime();
    const times = (sent.get(conversationId) ?? []).filter((time) => now - time < 3_600_000);
    const waits = limits.map(({ messages, seconds }) => {
      const oldest = times.at(-messages);
      return oldest === undefined ? 0 : oldest + seconds * 1000 - now;
    });
    const waitMilliseconds = Math.max(...waits);
    if (waitMilliseconds > 0) {
      throw new Fault('TEAMS_BUSY', { effect: 'none', retryAfterSeconds: waitMilliseconds / 1000 });
    }
    sent.delete(conversationId);
    sent.set(conversationId, [...times, now]);
    const quietest = sent.size > conversationsKept ? sent.keys().next() : null;
    if (quietest && !quietest.done) sent.delete(quietest.value);
  }

  return {
    digest: messenger.digest,
    post: async (to, card, audience) => {
      takePlace(to.conversationId);
      return messenger.post(to, card, audience);
    },
    askSignIn: async (to, question, audience) => {
      takePlace(to.conversationId);
      return messenger.askSignIn(to, question, audience);
    },
    update: async (to, activityId, card, audience) => {
      takePlace(to.conversationId);
      return messenger.update(to, activityId, card, audience);
    },
  };
}
