import { adminNotices } from './adminNotices.ts';
import type { FlowDeps } from './deps.ts';

/** Days before the end at which admins are told, and once more when it has come. */
const stagesInDays = [30, 14, 7, 1, 0] as const;
const everyHours = 24;
const hour = 3_600_000;

/** What is remembered of one certificate, under `expiring:<setting>`. */
type Told = { readonly untilUtc: string; readonly stage: number };

/** Whole days left, 0 once it is over. */
export const daysLeft = (untilUtc: string, now: Date): number =>
  Math.max(0, Math.ceil((Date.parse(untilUtc) - now.getTime()) / (24 * hour)));

/**
 * Tells admins of certificates that run out: 30, 14, 7 days and 1 day before and when it has happened, once each, however often the bot is
 * started and however many replicas look. A new certificate begins anew. Runs at start and every day.
 */
export async function expiring(deps: Pick<FlowDeps, 'store' | 'policy' | 'clock' | 'log' | 'expiring'>): Promise<void> {
  const now = deps.clock.now();
  await deps.store.transaction(async (unit) => {
    const notBeforeUtc = new Date(now.getTime() + everyHours * hour).toISOString();
    await unit.enqueue({ queue: 'expiring', data: {}, notBeforeUtc, dedupeKey: 'expiring' });
    for (const { setting, untilUtc } of deps.expiring) {
      const left = daysLeft(untilUtc, now);
      const stage = stagesInDays.findLast((days) => left <= days);
      const key = `expiring:${setting}`;
      const stored = await unit.settings.get(key);
      const told = stored as Told | null;
      if (stage === undefined || (told?.untilUtc === untilUtc && told.stage <= stage)) continue;
      if (!(await unit.settings.replace(key, stored, { untilUtc, stage }))) continue;
      deps.log.warn({ setting, untilUtc, daysLeft: left }, 'certificate runs out, admins are told');
      for (const job of adminNotices(deps, { about: 'expiring', setting, atUtc: untilUtc })) await unit.enqueue(job);
    }
  });
}
