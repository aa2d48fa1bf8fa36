import { adminNotices } from './adminNotices.ts';
import type { FlowDeps } from './deps.ts';

/** How often the end of the audit trail is noted outside the database. */
const everyHours = 24;
const milliseconds = 3_600_000;

/**
 * Notes the end of the audit trail outside the database – with every admin in Teams and in the log – so that `audit verify --anchor` can
 * prove later that nothing up to it was cut or built anew. Runs at start and every day; says nothing when nothing was added since.
 */
export async function anchor(deps: Pick<FlowDeps, 'store' | 'policy' | 'clock' | 'log'>): Promise<void> {
  const now = deps.clock.now();
  await deps.store.transaction(async (unit) => {
    const stored = await unit.settings.get('anchored');
    const last = stored as { readonly number: number; readonly atUtc: string } | null;
    // A restart is no new day.
    const dueAt = last === null ? now.getTime() : Date.parse(last.atUtc) + everyHours * milliseconds;
    const isDue = dueAt <= now.getTime();
    const nextUtc = new Date(isDue ? now.getTime() + everyHours * milliseconds : dueAt).toISOString();
    await unit.enqueue({ queue: 'anchor', data: {}, notBeforeUtc: nextUtc, dedupeKey: 'anchor' });
    const head = await unit.audit.head();
    if (!isDue || head === null || last?.number === head.number) return;
    const atUtc = now.toISOString();
    if (!(await unit.settings.replace('anchored', stored, { number: head.number, atUtc }))) return;
    for (const job of adminNotices(deps, { about: 'anchor', ...head, atUtc })) await unit.enqueue(job);
    deps.log.info({ anchor: `${head.number}:${head.hash}` }, 'audit anchor');
  });
}
