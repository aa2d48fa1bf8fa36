import { Fault, faultCodeOf } from '../lib/fault.ts';
import type { Observation, Provider, RunContext } from '../ports/provider.ts';

/** What makes a provider one that works with people's own rights. */
export type PersonalLogin = {
  readonly connection: string;
  readonly personOf: NonNullable<Provider['people']>['personOf'];
  readonly has: (personId: string) => boolean;
  /** A provider that signs in as this person. */
  readonly as: (personId: string) => Provider;
  /** Look-ups and places use the rights of whoever asks, or a login of the product itself. */
  readonly looksAs: 'person' | 'app';
};

/** Providers kept at most; each holds caches only. */
const keptAtMost = 200;

/**
 * One provider that signs in as whoever a run is made for, so that flows know one. Behind it is a provider per person, each with its own
 * login; `shared` is one without a person, for what needs no login. Runs are followed person by person: those of people who are not signed
 * in here are told apart and hold nobody else up.
 */
export function perPerson(shared: Provider, login: PersonalLogin): Provider {
  const people = new Map<string, Provider>();

  function as(personId: string): Provider {
    const provider = people.get(personId) ?? login.as(personId);
    people.delete(personId);
    people.set(personId, provider);
    const oldest = people.size > keptAtMost ? people.keys().next() : null;
    if (oldest && !oldest.done) people.delete(oldest.value);
    return provider;
  }

  const forRun = (run: RunContext): Provider => as(login.personOf(run));
  const looking = (personId: string | undefined): Provider => {
    if (login.looksAs === 'app') return shared;
    if (personId === undefined) throw new Fault('SIGN_IN_NEEDED', { effect: 'none' });
    return as(personId);
  };

  async function follow(runs: readonly RunContext[]): Promise<ReadonlyMap<string, Observation>> {
    const byPerson = Map.groupBy(runs, login.personOf);
    const seen = new Map<string, Observation>();
    const faults: unknown[] = [];
    for (const [personId, theirs] of byPerson) {
      try {
        for (const [runId, observation] of await as(personId).follow(theirs)) seen.set(runId, observation);
      } catch (thrown) {
        if (faultCodeOf(thrown) !== 'SIGN_IN_NEEDED') faults.push(thrown);
        else for (const run of theirs) seen.set(run.runId, { kind: 'signInNeeded' });
      }
    }
    // One person's trouble is not everybody's; a server that answers nobody is.
    if (faults.length > 0 && faults.length === byPerson.size) throw faults[0];
    return seen;
  }

  const { browse, endBrowsing } = shared;
  return {
    ...shared,
    people: { connection: login.connection, personOf: login.personOf, has: login.has },
    places: async (tenantId, kind, words, personId) => looking(personId).places(tenantId, kind, words, personId),
    lookUp: async (query) => looking(query.personId).lookUp(query),
    ...(browse === undefined
      ? {}
      : {
          browse: async (query: Parameters<typeof browse>[0]) => (looking(query.personId).browse ?? browse)(query),
        }),
    ...(endBrowsing === undefined
      ? {}
      : {
          // A server tells a stranger that there is no such session, which would count as closed.
          endBrowsing: async (sessionId: string, personId?: string) =>
            (looking(personId).endBrowsing ?? endBrowsing)(sessionId, personId),
        }),
    prepare: async (step, run) => forRun(run).prepare(step, run),
    perform: async (step, run, evidence) => forRun(run).perform(step, run, evidence),
    settle: async (step, run) => forRun(run).settle(step, run),
    follow,
    stop: async (run) => forRun(run).stop(run),
    close: async (run) => forRun(run).close(run),
    async check() {
      const checked = await shared.check();
      // As far as nobody's rights are needed all is well.
      return !checked.ok && checked.faultCode === 'SIGN_IN_NEEDED'
        ? { ok: true, version: 'signs in as the people it restores for' }
        : checked;
    },
  };
}
