import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/domain/terms.ts';
import { type AskedMessage, ask } from '../../src/flows/ask.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { press, verbs } from '../../src/teams/routes.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, megan, policy, stranger } from '../fakes/requests.ts';
import { previewed, submitted } from './acting.ts';

let world: FlowWorld;
beforeEach(async () => {
  const read = (input: { text: string }) => ({
    intent: 'status' as const,
    requestId: /RR-\d+/.exec(input.text)?.[0] ?? null,
  });
  const decide = { ...policy.decide, people: [], groups: ['approvers'], manager: true };
  world = await startFlowWorld({ policy: { ...policy, decide }, read: read as never });
  world.accounts.groups.set('approvers', [isaiah.id, megan.id]);
});
afterEach(() => world.stop());

const unknown = 'no-such-request';

/** What every button could carry, so that none is turned away for its data before it has named a request. */
const filled = {
  revision: 2,
  attempt: 1,
  sessionId: 's1',
  candidateId: 'c1',
  pointId: 'p1',
  page: 0,
  picked: 'i1',
  alternativeUtc: '2026-11-19T20:00:00.000Z',
  rejectReason: 'no',
};

/** Every way to name a request: every button there is about one. */
const ways: Readonly<Record<string, (person: Person, requestId: string) => Promise<unknown>>> = Object.fromEntries(
  verbs
    .filter((verb) => !verb.startsWith('help.'))
    .map((verb) => [
      verb,
      (person: Person, requestId: string) =>
        press(
          world.deps,
          verb,
          { ...filled, requestId },
          { person, conversation: world.personal(person), zone: 'UTC' },
        ),
    ]),
);

const status = (person: Person, label: string): AskedMessage => ({
  person,
  conversation: world.personal(person),
  mentions: [],
  sentence: { text: `status ${label}`, locale: 'en-US', timeZone: 'UTC', now: '', mentions: [], botId: '28:bot' },
});

/** What a question costs: every question to the directory, in order, and every unit of work. What costs the same takes the same time. */
async function costOf(work: () => Promise<unknown>): Promise<{ readonly answer: unknown; readonly cost: unknown }> {
  const asked: string[] = [];
  const directory = Object.fromEntries(
    Object.entries(world.deps.directory).map(([name, method]) => [
      name,
      (...args: readonly unknown[]) => {
        asked.push(`${name} ${JSON.stringify(args)}`);
        return (method as (...all: readonly unknown[]) => unknown)(...args);
      },
    ]),
  ) as Directory;
  let units = 0;
  const { store } = world.deps;
  const counting = {
    ...store,
    transaction: (unit: never) => {
      units += 1;
      return store.transaction(unit);
    },
  };
  const usual = world.deps;
  world = { ...world, deps: { ...usual, directory, store: counting as typeof store } };
  const answer = await work();
  world = { ...world, deps: usual };
  return { answer, cost: { asked, units } };
}

describe('to somebody who may not see a request', () => {
  it.each(Object.keys(ways))('%s answers as for one that does not exist, with the same work', async (way) => {
    const act = ways[way] ?? never();
    const request = await submitted(world, adele);
    const before = await world.request(request.id);
    const forbidden = await costOf(() => act(stranger, request.id));
    const missing = await costOf(() => act(stranger, unknown));
    expect(forbidden).toEqual(missing);
    expect(forbidden.answer).toEqual({ refused: { code: 'unknownRequest' } });
    expect(await world.request(request.id)).toEqual(before);
  });

  it('a number says nothing, whichever of fifty is tried', async () => {
    await submitted(world, adele);
    const answers = [];
    for (let number = 0; number <= 50; number += 1) {
      answers.push(await costOf(() => ask(world.deps, status(stranger, `RR-${number}`))));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[1]?.answer).toEqual({ card: 'refusal', refusal: { code: 'unknownRequest' } });
  });

  it('a draft is nobody’s but its requester’s, also for approvers and admins', async () => {
    const draft = await previewed(world, adele);
    for (const person of [isaiah, megan, stranger]) {
      for (const act of Object.values(ways)) {
        expect(await act(person, draft.id)).toEqual({ refused: { code: 'unknownRequest' } });
      }
    }
  });

  it('a request of another tenant does not exist', async () => {
    const request = await submitted(world, adele);
    const elsewhere = { ...adele, tenantId: 'another' };
    expect(await ways['status.refresh']?.(elsewhere, request.id)).toEqual({ refused: { code: 'unknownRequest' } });
  });
});

describe('to those who may see it', () => {
  it('each gets their own view, and looking changes nothing', async () => {
    const request = await submitted(world, adele);
    const shown = world.shown.length;
    expect(await ways['shared.refresh']?.(adele, request.id)).toMatchObject({
      card: 'status',
      viewer: 'requester',
      refreshFor: [`29:${adele.id}`, `29:${isaiah.id}`, `29:${megan.id}`],
    });
    expect(await ways['shared.refresh']?.(isaiah, request.id)).toMatchObject({ card: 'approval', viewerId: isaiah.id });
    await world.settled();
    expect(world.shown).toHaveLength(shown);
    expect(await world.request(request.id)).toEqual(request);
  });
});

function never(): never {
  throw new Error('cannot be');
}
