import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueSettings } from '../../src/jobs/queues.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openStore, type StorePlace } from '../../src/store/openStore.ts';
import { handlers } from '../store/contract/home.ts';
import { someRequest, tenantId } from '../support/someRequest.ts';

/**
 * Measures the store as the bot uses it: `node test/bench/store.ts [postgres address]`, without an address the embedded database.
 * A unit reads and saves a request, appends an audit line and enqueues a job, as every click does.
 */
const units = 2_000;
const databaseUrl = process.argv[2];
const dataFolder = mkdtempSync(join(tmpdir(), 'bench-'));
const place: StorePlace = databaseUrl === undefined ? { dataFolder } : { databaseUrl };
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const quantile = (values: readonly number[], at: number): string =>
  (values.toSorted((one, other) => one - other)[Math.floor(values.length * at)] ?? 0).toFixed(2);
async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const opening = performance.now();
const { store, jobs } = await openStore({ ...place, clock: systemClock, queues: queueSettings });
print(`open ${(performance.now() - opening).toFixed(0)} ms`);
const id = crypto.randomUUID();
await store.transaction(async (unit) =>
  unit.requests.insert(someRequest(id, { number: await unit.requests.nextNumber(tenantId) })),
);
const click = (job: boolean) =>
  store.transaction(async (unit) => {
    const request = await unit.requests.get(id);
    if (!request) throw new Error('no request');
    await unit.requests.save({ ...request, revision: request.revision + 1 });
    await unit.audit.append({
      atUtc: new Date().toISOString(),
      action: 'approve',
      requestId: id,
      label: 'RR-1',
      revision: 1,
      actorId: 'adele',
      policyVersion: 'p1',
      facts: {},
    });
    if (job) await unit.enqueue({ queue: 'lookUp', data: { requestId: id, revision: 1 } });
  });

const single: number[] = [];
const seconds =
  (await timed(async () => {
    for (let index = 0; index < units; index += 1) single.push(await timed(() => click(false)));
  })) / 1000;
print(
  `units ${(units / seconds).toFixed(0)}/s one after the other, p50 ${quantile(single, 0.5)} p99 ${quantile(single, 0.99)} ms`,
);

// With the engine stopped the jobs pile up; then they are worked off.
const filling = await timed(async () => {
  for (let index = 0; index < units; index += 1) await click(true);
});
print(`units with a job ${((units / filling) * 1000).toFixed(0)}/s`);
let arrived: (() => void) | null = null;
let ran = 0;
const allRan = Promise.withResolvers<void>();
const working = await timed(async () => {
  await jobs.start(
    handlers({
      lookUp: async () => {
        ran += 1;
        if (ran === units) allRan.resolve();
        arrived?.();
      },
    }),
  );
  await allRan.promise;
  await jobs.idle();
});
print(`jobs ${((units / working) * 1000).toFixed(0)}/s`);

const latencies: number[] = [];
for (let index = 0; index < 300; index += 1) {
  const here = Promise.withResolvers<void>();
  arrived = here.resolve;
  await click(true);
  latencies.push(await timed(() => here.promise));
}
print(`from commit to handler p50 ${quantile(latencies, 0.5)} p99 ${quantile(latencies, 0.99)} ms`);

await jobs.idle();
const before = process.cpuUsage();
await new Promise((resolve) => setTimeout(resolve, 5_000));
const used = process.cpuUsage(before);
print(
  `idle ${((used.user + used.system) / 50_000).toFixed(2)} % of one core, ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
);
await jobs.stop();
await store.close();
rmSync(dataFolder, { recursive: true, force: true });
