import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RestoreRequest } from '../../src/domain/request.ts';
import { noCounts } from '../../src/domain/terms.ts';
import { sweep } from '../../src/flows/sweep.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { previewed } from '../fakes/requests.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld();
});
afterEach(() => world.stop());

/** A request in this state whose journal names a session that nobody has closed yet, as an old copy of the database may have it. */
async function leftOpen(id: string, state: RestoreRequest['state']): Promise<void> {
  const at = world.clock.now().toISOString();
  const run = {
    id: `run-${id}`,
    attempt: 1,
    provider: 'veeam',
    startedAtUtc: at,
    counts: noCounts,
    totalItems: null,
    attention: null,
  } as const;
  await world.deps.store.transaction(async (unit) => {
    await unit.requests.insert({ ...previewed, id, number: null, state, run });
    await unit.steps.open(run.id, id, { name: 'explore', attempt: 1, evidence: {}, openedAtUtc: at });
    await unit.steps.close(run.id, 'explore', 1, { sessionId: `session-${id}` });
  });
}

const closed = (): string[] => {
  const ids: string[] = [];
  world.provider.close = async (run) => void ids.push(run.runId);
  return ids;
};

it('closes sessions of runs that ended, at start and every hour, and touches no run that is open', async () => {
  const ids = closed();
  await leftOpen('over', 'completed');
  await leftOpen('unproven', 'needsAttention');
  await leftOpen('at-work', 'starting');
  await sweep(world.deps, 'sessions');
  await world.settled();
  expect(ids).toEqual(['run-over']);

  await leftOpen('later', 'failed');
  await world.passes(1800);
  expect(ids).toEqual(['run-over']);
  await world.passes(1801);
  expect(ids).toEqual(['run-over', 'run-later']);
  await world.passes(3601);
  expect(ids).toHaveLength(2);
});
