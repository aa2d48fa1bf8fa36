import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RestoreRequest } from '../../src/domain/request.ts';
import { searchItems } from '../../src/flows/narrow/narrowClicks.ts';
import { noteBrowsing } from '../../src/flows/narrow/openBrowsing.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { onSignedIn } from '../../src/flows/signIn.ts';
import { Fault } from '../../src/lib/fault.ts';
import type { PeopleSignIn, Provider, RunContext } from '../../src/ports/provider.ts';
import { messages } from '../fakes/fakeProvider.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, megan, point } from '../fakes/requests.ts';
import { previewed } from './acting.ts';
import { click, form, play, zone } from './play.ts';

let world: FlowWorld;
/** Whose token this process holds. */
let signedIn: Set<string>;
/** Sessions that were closed, and with whose rights. */
let closed: string[];

beforeEach(async () => {
  world = await startFlowWorld();
  world.provider.items = messages('Budget 2027', 'Falcon launch');
  signedIn = new Set();
  closed = [];
  const as = (personId: string | undefined): void => {
    if (personId === undefined || !signedIn.has(personId)) throw new Fault('SIGN_IN_NEEDED', { effect: 'none' });
  };
  const { browse } = world.provider;
  Object.assign(world.provider, {
    people: {
      connection: 'portal',
      personOf: ({ deciderId }) => deciderId,
      has: (id) => signedIn.has(id),
    } satisfies PeopleSignIn,
    browse: async (query: Parameters<NonNullable<typeof browse>>[0]) => {
      as(query.personId);
      return (browse as NonNullable<typeof browse>)(query);
    },
    endBrowsing: async (sessionId: string, personId?: string) => {
      as(personId);
      closed.push(`${sessionId} ${personId}`);
    },
    close: async ({ runId, deciderId }: RunContext) => {
      as(deciderId);
      closed.push(`${runId} ${deciderId}`);
    },
  } satisfies Partial<Provider>);
});
afterEach(() => world.stop());

async function signsIn(id: string): Promise<void> {
  signedIn.add(id);
  await onSignedIn(world.deps, id);
  await world.settled();
}

async function searched(): Promise<RestoreRequest> {
  const request = await previewed(world, adele, { ...form, extent: 'items' });
  const inputs = { folder: 'Projects', from: '', to: 'nobody', title: '', since: '', attachment: false };
  await searchItems(world.deps, click(adele, request, 'narrow.search', { ...inputs }), inputs, zone);
  await world.settled();
  return world.request(request.id);
}

describe('choosing items with the rights of whoever asks', () => {
  it('asks them once, and searches as soon as they have signed in', async () => {
    const request = await searched();
    expect(request.narrowing).toMatchObject({ kind: 'looking' });
    for (let look = 0; look < 4; look += 1) await world.passes(20);
    expect((await world.request(request.id)).narrowing).toMatchObject({ kind: 'looking' });
    expect(world.asked).toEqual([{ to: adele.id, connection: 'portal', label: 'RR-?' }]);
    await signsIn(isaiah.id);
    expect(world.provider.searches).toEqual([]);
    await signsIn(adele.id);
    expect(world.provider.searches).toMatchObject([{ personId: adele.id }]);
    expect((await world.request(request.id)).narrowing).toMatchObject({ kind: 'found' });
  });

  it('says so when they do not sign in', async () => {
    const request = await searched();
    for (let look = 0; look < 12; look += 1) await world.passes(20);
    expect((await world.request(request.id)).narrowing).toMatchObject({ refusal: { code: 'signInNeeded' } });
  });

  it('closes a search that was left open as whoever opened it, and not before they are there', async () => {
    signedIn.add(adele.id);
    world.provider.searchFaults = [new Fault('BACKUP_UNREACHABLE', { effect: 'none' })];
    world.provider.browse = ((browse) => async (query) => {
      try {
        return await browse(query);
      } catch (thrown) {
        // Their token runs out while they search.
        signedIn.delete(adele.id);
        throw thrown;
      }
    })(world.provider.browse as NonNullable<Provider['browse']>);
    await searched();
    signedIn.add(isaiah.id);
    for (let look = 0; look < 4; look += 1) await world.passes(30);
    expect(closed).toEqual([]);
    expect(world.asked.map(({ to }) => to)).toEqual([adele.id]);
    await signsIn(adele.id);
    // As far as its journal tells, somebody may still look through it; the job that closes it comes back by itself.
    await world.passes(600);
    expect(closed).toEqual([`search-session-1 ${adele.id}`]);
  });
});

describe('a search that may be in use', () => {
  it('is not closed because its person, or anybody else, signs in', async () => {
    signedIn.add(adele.id);
    const request = await searched();
    const job = { requestId: request.id, runId: 'search-9' };
    await noteBrowsing(world.deps, job, 'in-use', { provider: 'veeam', personId: adele.id });
    await signsIn(isaiah.id);
    await signsIn(adele.id);
    expect(closed).toEqual([]);
    await world.passes(601);
    await signsIn(isaiah.id);
    expect(closed).toEqual([]);
    await signsIn(adele.id);
    expect(closed).toEqual([`in-use ${adele.id}`]);
  });
});

describe('sessions of a run that was begun for an approval of before', () => {
  async function moved(): Promise<{ readonly request: RestoreRequest; readonly runId: string }> {
    signedIn.add(isaiah.id);
    const request = await play(world).submitted();
    let runId = '';
    const { prepare } = world.provider;
    Object.assign(world.provider, {
      prepare: async (...args: Parameters<typeof prepare>) => {
        runId = args[1].runId;
        if (args[0] !== 'restore') return prepare(...args);
        signedIn.delete(isaiah.id);
        const targets = args[1].targets.map(({ target }) => ({
          target,
          point: point('p1', '2026-11-19T08:00:00.000Z'),
        }));
        return { kind: 'pointMoved', targets };
      },
    });
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    Object.assign(world.provider, { prepare });
    return { request: await world.request(request.id), runId };
  }

  it('are closed as whoever decided then, not as who decides now', async () => {
    const { request, runId } = await moved();
    expect(request).toMatchObject({ state: 'awaitingApproval', run: null });
    // Neither the requester nor the next approver opened them.
    await signsIn(adele.id);
    await signsIn(megan.id);
    await world.passes(60);
    await approveRequest(world.deps, click(megan, request, 'approval.approve'));
    await world.passes(60);
    expect(closed).toEqual([]);
    expect(new Set(world.asked.map(({ to }) => to))).toEqual(new Set([isaiah.id]));
    await signsIn(isaiah.id);
    await world.passes(600);
    expect(closed).toEqual([`${runId} ${isaiah.id}`]);
  });

  it('bring nobody to be asked because somebody else signs in', async () => {
    await moved();
    const before = world.asked.length;
    await world.deps.store.transaction((unit) => unit.settings.put(`signInAsked:${isaiah.id}`, ''));
    await signsIn(adele.id);
    expect(world.asked).toHaveLength(before);
  });
});
