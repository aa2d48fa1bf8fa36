import { expect } from 'vitest';
import { type StoredLine, verifyChain } from '../../src/domain/auditVerify.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openAuditTrail } from '../../src/store/openAuditTrail.ts';
import { openStore } from '../../src/store/openStore.ts';
import { handlers, testQueue, testQueues } from '../store/contract/home.ts';
import { tenantId } from '../support/someRequest.ts';

type Place = { readonly dataFolder: string } | { readonly databaseUrl: string };

/** What the audit trail says was done, by action, with how often for each request; fails when the trail is not whole. */
async function auditedAt(place: Place): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const audited = new Map<string, Map<string, number>>();
  const trail = await openAuditTrail(place);
  await trail.read(async (lines, end) => {
    const all: StoredLine[] = [];
    for await (const line of lines) all.push(line);
    expect(await verifyChain(all, end)).toMatchObject({ ok: true, lines: all.length });
    for (const { line } of all) {
      const { action, requestId } = JSON.parse(line) as { action: string; requestId: string };
      const counts = audited.get(action) ?? new Map<string, number>();
      audited.set(action, counts.set(requestId, (counts.get(requestId) ?? 0) + 1));
    }
  });
  await trail.close();
  return audited;
}

/**
 * Opens the store that killed writers left (see `storeWriter.ts`), lets it finish its jobs, and checks that nothing that was
 * acknowledged is lost, nothing is half there, every job ran, and the audit trail is whole.
 * @param said every line the writers said before they were killed
 */
export async function checkAfterKills(place: Place, said: readonly string[]): Promise<{ readonly wrote: number }> {
  const acknowledged = (word: string) =>
    said.filter((line) => line.startsWith(word)).map((line) => line.split(' ')[1] ?? '');
  const untilDone = { ...testQueue, maximumAttempts: 1_000, backoffSeconds: { first: 0.01, most: 0.01 } };
  const queues = testQueues({ lookUp: untilDone });
  const { store, jobs } = await openStore({ ...place, clock: systemClock, queues });
  const runAfterwards = new Set<string>();
  await jobs.start(handlers({ lookUp: async ({ data }) => void runAfterwards.add(data.requestId) }));

  const requests = await store.transaction((unit) => unit.requests.list({ tenantId, limit: 1_000_000 }));
  const audited = await auditedAt(place);
  const ids = requests.map(({ id }) => id);
  // Nothing acknowledged is lost, and a unit is there whole or not at all.
  expect(acknowledged('wrote').filter((id) => !ids.includes(id))).toEqual([]);
  expect([...(audited.get('wrote')?.keys() ?? [])].sort()).toEqual(ids.toSorted());
  expect(requests.map(({ number }) => number ?? 0).sort((one, other) => one - other)).toEqual(
    ids.map((_, at) => at + 1),
  );
  await store.transaction(async (unit) => {
    for (const id of ids) expect(await unit.steps.of(id)).toHaveLength(1);
  });
  // A job's unit and its audit line agree, and each acknowledged one is there.
  const ran = audited.get('ran') ?? new Map<string, number>();
  for (const { id, revision } of requests) expect(revision - 1).toBe(ran.get(id) ?? 0);
  expect(acknowledged('ran').filter((id) => !ran.has(id))).toEqual([]);
  // Every request's job ran, before the last kill or now; leases of the killed may have to run out first.
  await expect
    .poll(() => ids.filter((id) => !ran.has(id) && !runAfterwards.has(id)), { timeout: 60_000, interval: 100 })
    .toEqual([]);
  expect(await jobs.deadLetters()).toEqual([]);
  await jobs.stop();
  await store.close();
  return { wrote: ids.length };
}
