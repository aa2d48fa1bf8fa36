import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RestoreRequest, requestLabel } from '../../src/domain/request.ts';
import type { Person } from '../../src/domain/terms.ts';
import type { AskDeps } from '../../src/flows/ask.ts';
import type { FlowDeps } from '../../src/flows/deps.ts';
import { createItemTitles } from '../../src/flows/narrow/itemTitles.ts';
import { createHandlers } from '../../src/jobs/handlers.ts';
import { queueSettings } from '../../src/jobs/queues.ts';
import type { CardModel } from '../../src/ports/cards.ts';
import type { Delivery } from '../../src/ports/messenger.ts';
import type { ConversationReference } from '../../src/ports/store.ts';
import { openStore } from '../../src/store/openStore.ts';
import { type FakeClock, fakeClock } from './fakeClock.ts';
import { createFakeProvider, type FakeProvider } from './fakeProvider.ts';
import { adele, isaiah, megan, now, point, policy, stranger } from './requests.ts';

/** A message the bot sent or edited. */
export type Shown = {
  readonly to: string;
  readonly did: 'post' | 'update';
  readonly activityId: string;
  readonly card: CardModel;
};

/** What the directory knows beside names; tests change it between clicks. */
export type Accounts = {
  readonly guests: Set<string>;
  /** Disabled or deleted. */
  readonly gone: Set<string>;
  /** When an account was made, by person. */
  readonly created: Map<string, string>;
  /** Members by group. */
  readonly groups: Map<string, readonly string[]>;
  /** Manager by person. */
  readonly managers: Map<string, string>;
  /** Owners by team or site. */
  readonly owners: Map<string, readonly string[]>;
  /** What every question about a group fails with. */
  fault: Error | null;
};

/** The flows on a real embedded store and engine, with a fake clock, messenger, directory and provider. */
export type FlowWorld = {
  readonly deps: FlowDeps & AskDeps;
  readonly clock: FakeClock;
  readonly provider: FakeProvider;
  readonly accounts: Accounts;
  /** Everything shown, oldest first. */
  readonly shown: Shown[];
  /** Whom the bot asked to sign in, oldest first. */
  readonly asked: { readonly to: string; readonly connection: string; readonly label: string }[];
  /** People whose chats take no message. */
  readonly unreachable: Set<string>;
  personal(person: Person): ConversationReference;
  request(id: string): Promise<RestoreRequest>;
  requests(): Promise<readonly RestoreRequest[]>;
  /** Waits until no job is due. */
  settled(): Promise<void>;
  /** Lets time pass and what falls due happen. */
  passes(seconds: number): Promise<void>;
  /** Where everything is kept. */
  readonly folder: string;
  stop(): Promise<void>;
  /** Another world with other parts, in place of this one. */
  again(overrides: Partial<FlowDeps & AskDeps>): Promise<FlowWorld>;
};

export const announceChannelId = '19:restores@thread.tacv2';

export async function startFlowWorld(overrides: Partial<FlowDeps & AskDeps> = {}): Promise<FlowWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'flows-'));
  const clock = fakeClock(now.toISOString());
  const { store, jobs } = await openStore({ dataFolder: folder, clock, queues: queueSettings, random: () => 0.5 });
  const provider = createFakeProvider([
    point('p1', '2026-11-19T08:00:00.000Z'),
    point('p2', '2026-11-19T16:00:00.000Z'),
    point('p3', '2026-11-20T00:00:00.000Z'),
  ]);
  const people = [adele, isaiah, megan, stranger];
  const accounts: Accounts = {
    guests: new Set(),
    gone: new Set(),
    created: new Map(),
    groups: new Map(),
    managers: new Map(),
    owners: new Map(),
    fault: null,
  };
  const shown: Shown[] = [];
  const asked: FlowWorld['asked'] = [];
  const unreachable = new Set<string>();
  let ids = 0;
  const send = (did: Shown['did'], to: ConversationReference, activityId: string, card: CardModel): Delivery => {
    if (to.personId && unreachable.has(to.personId)) return { kind: 'unreachable', why: 'blocked' };
    shown.push({ to: to.personId ?? to.conversationId, did, activityId, card });
    return { kind: 'delivered', activityId };
  };
  const deps: FlowDeps & AskDeps = {
    store,
    providers: {
      byName: () => provider,
      forWorkload: (workload) => (provider.ability(workload) || provider.ability(workload, 'items') ? provider : null),
      all: [provider],
    },
    directory: {
      byId: async (id) => people.find((person) => person.id === id) ?? null,
      accountOf: async (id) => ({ createdUtc: accounts.created.get(id) ?? null }),
      byAddress: async (address) => people.filter((person) => person.address.toLowerCase() === address.toLowerCase()),
      byName: async (name) => people.filter((person) => person.name.startsWith(name)),
      activeMember: async (id, guestsToo = false) =>
        (accounts.guests.has(id) && !guestsToo) || accounts.gone.has(id)
          ? null
          : (people.find((person) => person.id === id) ?? null),
      memberOf: async (id, groupIds) => {
        if (accounts.fault) throw accounts.fault;
        return groupIds.filter((groupId) => accounts.groups.get(groupId)?.includes(id));
      },
      reportsOf: async (id) => [...accounts.managers].flatMap(([report, manager]) => (manager === id ? [report] : [])),
      ownedBy: async (id) => [...accounts.owners].flatMap(([owned, owners]) => (owners.includes(id) ? [owned] : [])),
      managerOf: async (id) => people.find((person) => person.id === accounts.managers.get(id)) ?? null,
      membersOf: async (groupId) => {
        if (accounts.fault) throw accounts.fault;
        return people.filter((person) => accounts.groups.get(groupId)?.includes(person.id));
      },
      ownersOf: async (target) => people.filter(({ id }) => accounts.owners.get(target.id)?.includes(id)),
    },
    messenger: {
      post: async (to, card) => send('post', to, `activity-${++ids}`, card),
      update: async (to, activityId, card) => send('update', to, activityId, card),
      askSignIn: async (to, { connection, request }) => {
        if (to.personId && unreachable.has(to.personId)) return { kind: 'unreachable', why: 'blocked' };
        asked.push({ to: to.personId ?? '', connection, label: requestLabel(request) });
        return { kind: 'delivered', activityId: `activity-${++ids}` };
      },
      digest: (card) => JSON.stringify(card),
    },
    policy,
    clock,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    newId: () => `id-${++ids}`,
    tenantId: adele.tenantId,
    announceChannelId,
    announceVia: null,
    followPace: { firstSeconds: 2, mostSeconds: 30 },
    replicaId: null,
    titles: createItemTitles(clock),
    expiring: [],
    read: () => {
      throw new Error('this test reads no sentence');
    },
    ...overrides,
  };
  const personal = (person: Person): ConversationReference => ({
    key: `person:${person.tenantId}:${person.id}`,
    tenantId: person.tenantId,
    kind: 'personal',
    personId: person.id,
    conversationId: `a:${person.id}`,
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    botId: '28:bot',
    memberId: `29:${person.id}`,
    locale: 'en-US',
    zone: 'America/New_York',
  });
  await store.transaction(async (unit) => {
    for (const person of people) await unit.conversations.put(personal(person));
  });
  await jobs.start(createHandlers(deps));
  const stop = async () => {
    await jobs.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const requests = () => store.transaction((unit) => unit.requests.list({ tenantId: adele.tenantId, limit: 100 }));
  return {
    deps,
    clock,
    provider,
    accounts,
    shown,
    asked,
    unreachable,
    personal,
    requests,
    async request(id) {
      const found = await store.transaction((unit) => unit.requests.get(id));
      if (!found) throw new Error(`no request ${id}`);
      return found;
    },
    settled: () => jobs.idle(),
    async passes(seconds) {
      await jobs.idle();
      clock.advance(seconds);
      await jobs.idle();
    },
    folder,
    stop,
    async again(other) {
      await stop();
      return startFlowWorld(other);
    },
  };
}
