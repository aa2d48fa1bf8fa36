import type { JobData } from '../ports/jobs.ts';
import type { FlowDeps } from './deps.ts';
import { closeJob } from './effectsToJobs.ts';
import { leftOpen } from './narrow/openBrowsing.ts';

/** How often the sweep comes back. */
const everyHours = 1;

/**
 * Closes what a crash or an outage left open: sessions of runs that ended, and of searches that can no longer
 * be in use, are asked to close again. Only sessions in our journal are
 * touched. Runs at start and every hour.
 */
export async function sweep(
  deps: Pick<FlowDeps, 'store' | 'clock' | 'log'>,
  what: JobData['sweep']['what'],
): Promise<void> {
  await deps.store.transaction(async (unit) => {
    const left = await leftOpen(unit, deps);
    for (const run of left) await unit.enqueue(closeJob(run));
    if (left.length > 0) deps.log.warn({ runs: left.length }, 'sessions left open, closing again');
    const next = new Date(deps.clock.now().getTime() + everyHours * 3_600_000).toISOString();
    await unit.enqueue({ queue: 'sweep', data: { what }, notBeforeUtc: next, dedupeKey: `sweep:${what}` });
  });
}
