/** What a press costs: commits, provider calls and time, and what polling costs. Run with `npm run bench`; fails over the budget. */
import { startBlank } from '../../src/flows/ask.ts';
import { fillForm } from '../../src/flows/fillForm.ts';
import { submitRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah } from '../fakes/requests.ts';

const rounds = 100;
/** Design §5.2: a press is answered with at most two commits and no provider call. */
const mostCommits = 2;

const form = {
  workload: 'exchange',
  who: 'me',
  people: [],
  address: '',
  date: '2026-11-19',
  time: '15:00',
  destination: 'inPlace',
  options: ['missingItems'],
  reason: 'I deleted the Contoso folder by accident',
} as const;

const world = await startFlowWorld();
const { store } = world.deps;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const spent: Record<string, { milliseconds: number[]; commits: number; calls: number }> = {};

async function measured<T>(name: string, work: () => Promise<T>): Promise<T> {
  const commits = store.commits();
  const calls = world.provider.calls.length;
  const begun = performance.now();
  const result = await work();
  const entry = spent[name] ?? { milliseconds: [], commits: 0, calls: 0 };
  spent[name] = entry;
  entry.milliseconds.push(performance.now() - begun);
  entry.commits = Math.max(entry.commits, store.commits() - commits);
  entry.calls = Math.max(entry.calls, world.provider.calls.length - calls);
  await world.settled();
  return result;
}

const counts = { created: 1, merged: 0, skipped: 0, failed: 0 };
for (let round = 0; round < rounds; round += 1) {
  await startBlank(world.deps, { person: adele, conversation: world.personal(adele) });
  await world.settled();
  const [draft] = await world.requests();
  if (!draft) throw new Error('no draft');
  const click = (person: typeof adele, revision: number, verb: string) => ({
    verb,
    requestId: draft.id,
    revision,
    person,
    inputs: {},
  });
  await measured('fill the form', () =>
    fillForm(world.deps, click(adele, draft.revision, 'form.preview'), form, 'America/New_York'),
  );
  const { revision } = await world.request(draft.id);
  await measured('send for approval', () => submitRequest(world.deps, click(adele, revision, 'preview.submit'), null));
  await measured('approve', () => approveRequest(world.deps, click(isaiah, revision, 'approval.approve')));
  const { content } = await world.request(draft.id);
  const target = content?.targets[0]?.target;
  if (!target) throw new Error('no target');
  world.provider.observation = { kind: 'ended', outcomes: [{ target, state: 'completed', counts, issues: [] }] };
  await world.passes(60);
}
const bare: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const begun = performance.now();
  await store.transaction((unit) => unit.settings.put('bench', round));
  bare.push(performance.now() - begun);
}
await world.stop();

const base = median(bare);
let over = false;
for (const [name, { milliseconds, commits, calls }] of Object.entries(spent)) {
  process.stdout.write(
    `${name.padEnd(18)} ${median(milliseconds).toFixed(2)} ms = ${(median(milliseconds) / base).toFixed(0)}× a bare commit, ${commits} commits, ${calls} provider calls\n`,
  );
  over ||= commits > mostCommits || calls > 0;
}
if (over) {
  process.stdout.write(`over the budget of ${mostCommits} commits and no provider call\n`);
  process.exitCode = 1;
}
