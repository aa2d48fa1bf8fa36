import { afterEach, describe, expect, it } from 'vitest';
import { defaultInferences, type Inferences } from '../../../src/api/graph/inferences.ts';
import type { Switches } from '../../../src/sandbox/graphBackup/switches.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { type Bench, lookedInto, ofItems, outcomesAtEnd, perform, plannedRun, startBench } from './support/bench.ts';

/** What the documentation of Microsoft leaves open, each both ways: a mailbox, mail and files are restored whatever it turns out to be. */

type Unknown = {
  readonly what: string;
  readonly server?: Partial<Switches>;
  readonly client?: Partial<Inferences>;
};

const unknowns: readonly Unknown[] = [
  { what: 'units are never filtered', client: { unitsFilteredById: false } },
  { what: 'the filter of units is refused', server: { unitFilter: 400 } },
  { what: 'links are relative', server: { nextLinks: 'relative', pageSize: 2 } },
  { what: 'an express point is only taken when it is no older', client: { fastPointMayBeOlderMinutes: 0 } },
  { what: 'drafts do not name their application', client: { draftsNameTheirApplication: false } },
  { what: 'drafts show at once', client: { draftsShowWithinSeconds: 0 } },
  { what: 'unknown statuses never end a run', client: { unknownStatusEndsWithItsArtifacts: false } },
  { what: 'granular artifacts show a status outside the enumeration', server: { granularWorkingStatus: 'unknown' } },
  { what: 'the address of a new place is not waited for', client: { newAddressWithinMinutes: 0 } },
  { what: 'the queue is asked more often', client: { queueRetrySeconds: 5 } },
  {
    what: 'a search lasts an hour',
    client: { searchResultsLastSeconds: 3600 },
    server: { searchResultsLastSeconds: 3600 },
  },
  { what: '-contains knows wildcards', client: { containsIsLiteral: false } },
  { what: 'when a message went cannot be asked', client: { sinceIsWhenItWent: false } },
  { what: 'the name filter reaches below', server: { nameFilterReaches: 'below' } },
  { what: 'the name filter is not tried', client: { nameFilterMayReachBelow: false } },
  {
    what: 'chosen files come back where they were',
    client: { chosenFilesGoTo: 'inPlace' },
    server: { granularDestination: 'inPlace' },
  },
  { what: 'offboarding leaves the backups', client: { offboardingRemovesBackups: false } },
  { what: 'item keys stay the same in every session', server: { itemKeysChange: false } },
  { what: 'an app that is no controller may restore', server: { serviceApp: null, nonController: 'allow' } },
];

describe('a restore is right', () => {
  let bench: Bench;
  afterEach(async () => {
    expect(bench.problems()).toEqual([]);
    await bench.close();
  });

  it.each(unknowns)('where $what', async ({ server = {}, client = {} }) => {
    bench = await startBench({ switches: server, deps: { inferences: client }, speed: { secondsToAddress: 60 } });
    const mailbox = [bench.target(personId.adele, 'exchange')];
    const drive = [bench.target(personId.adele, 'oneDrive')];

    const mail = await plannedRun(bench, mailbox, '2026-11-18T12:00:00.000Z');
    const filter = { title: 'Contoso' };
    const { total } = await lookedInto(bench, mail, filter);
    expect(total).toBeGreaterThan(5);
    const some = await perform(bench, ofItems(mail, filter, [], total));
    expect(await outcomesAtEnd(bench, some)).toMatchObject([{ state: 'completed', counts: { created: total } }]);

    const whole = await perform(bench, { ...mail, runId: 'run-2' });
    expect(await outcomesAtEnd(bench, whole)).toMatchObject([{ state: 'completed', counts: { failed: 0 } }]);

    const [destination = 'new'] = bench.provider.ability('oneDrive', 'items')?.destinations ?? [];
    const files = await plannedRun(bench, drive, '2026-11-16T00:00:00.000Z', {
      workload: 'oneDrive',
      destination,
      runId: 'run-3',
    });
    const page = await lookedInto(bench, files, { folder: 'Falcon' });
    if (page.picks !== 'each') throw new Error('files are picked one by one');
    const picked = page.items.filter(({ kind }) => kind === 'item');
    expect(picked.length).toBeGreaterThan(2);
    bench.clock.forward(4 * 86_400);
    const chosen = await perform(bench, ofItems(files, {}, picked));
    expect(await outcomesAtEnd(bench, chosen)).toMatchObject([{ counts: { created: picked.length, failed: 0 } }]);
    const { restores } = bench.backup.record();
    const names = restores
      .slice(-picked.length)
      .flatMap(({ itemIds }) => itemIds.map((id) => bench.world.items.get(id)?.name));
    expect(names.toSorted()).toEqual(picked.map(({ title }) => title).toSorted());
  });
});

it('leaves out no inference of the adapter', () => {
  const tried = unknowns.flatMap(({ client }) => Object.keys(client ?? {}));
  expect(Object.keys(defaultInferences).filter((name) => !tried.includes(name))).toEqual([]);
});
