import { beforeAll, describe, expect, it } from 'vitest';
import { paced } from '../../src/jobs/pacing.ts';
import { Fault } from '../../src/lib/fault.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import type { ConversationReference } from '../../src/ports/store.ts';
import { fakeClock } from '../fakes/fakeClock.ts';

const help = { card: 'help', reason: 'asked' } as const;
const audience = { locale: 'en-US', zone: 'UTC' };
const chat = (conversationId: string): ConversationReference => ({
  key: conversationId,
  tenantId: 't',
  kind: 'personal',
  personId: null,
  conversationId,
  serviceUrl: 'https://smba.trafficmanager.net/',
  botId: '28:bot',
  memberId: null,
  ...audience,
});

/** Sends until refused, moving the clock by what the refusal asks for, and tells when each message left. */
async function send(count: number, to: (index: number) => string): Promise<number[]> {
  const clock = fakeClock();
  const start = clock.now().getTime();
  const left: number[] = [];
  const messenger: Messenger = {
    post: async () => {
      left.push(clock.now().getTime() - start);
      return { kind: 'delivered', activityId: 'a' };
    },
    askSignIn: async () => ({ kind: 'delivered', activityId: 'a' }),
    update: async () => ({ kind: 'delivered', activityId: 'a' }),
    digest: () => '',
  };
  const slow = paced(messenger, clock);
  for (let index = 0; left.length < count; ) {
    try {
      await slow.post(chat(to(index)), help, audience);
      index += 1;
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      expect(thrown).toMatchObject({ code: 'TEAMS_BUSY', effect: 'none' });
      clock.advance(thrown.retryAfterSeconds ?? 0);
    }
  }
  return left;
}

/** The most messages of any window that begins with one; they are in order. */
function mostWithin(times: readonly number[], seconds: number): number {
  let end = 0;
  return Math.max(
    ...times.map((from, start) => {
      while (end < times.length && (times[end] ?? 0) < from + seconds * 1000) end += 1;
      return end - start;
    }),
  );
}

describe('pacing', () => {
  let left: readonly number[];
  beforeAll(async () => {
    left = await send(2_000, () => 'one');
  });
  it.each([
    { messages: 7, seconds: 1 },
    { messages: 8, seconds: 2 },
    { messages: 60, seconds: 30 },
    { messages: 1_800, seconds: 3_600 },
  ])('sends $messages in $seconds s to one conversation and not one more', ({ messages, seconds }) => {
    expect(mostWithin(left, seconds)).toBe(messages);
  });

  it('makes nobody wait for somebody else', async () => {
    const sent = await send(100, (index) => `chat-${index}`);
    expect(sent.at(-1)).toBe(0);
  });
});
