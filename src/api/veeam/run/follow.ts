import type { Observation, RunContext } from '../../../ports/provider.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import type { RestoreSessionReply } from '../replies/restoreSessions.ts';
import { answeredOutcomes, type Followed, followedOf, openRestoreOf } from './followed.ts';
import type { ObjectOutcome } from './journal.ts';
import { outcomesOfRun, sum } from './outcomes.ts';
import { readSessions } from './readSessions.ts';
import { type RestoreReport, readReport } from './restoreReport.ts';

/** What was seen of a session at the last look; a cache, lost without harm. */
type Seen = { readonly eTag: number | null; readonly sinceMilliseconds: number; readonly ended: boolean };
export type SeenSessions = Map<string, Seen>;

/** While a restore works its counts are read only when its session changed, and not more often than this. */
const progressEveryMilliseconds = 10_000;
/** A restore inside its own explore session counts as over when nothing changed for this long and all items are accounted for. */
const quietMilliseconds = 15_000;

/**
 * Looks at the restores of all these runs with as few reads as possible: the sessions at once, counts only of what ended or moved.
 * Only `Stopped` means that a restore ended; a result of `Success` before that means nothing.
 */
export async function followRuns(
  context: VeeamContext,
  seen: SeenSessions,
  runs: readonly RunContext[],
): Promise<ReadonlyMap<string, Observation>> {
  const followed = runs.map((run) => ({ run, restores: followedOf(run) }));
  const sessions = await readSessions(
    context,
    followed.flatMap(({ restores }) => restores),
  );
  const observations = new Map<string, Observation>();
  for (const { run, restores } of followed) {
    const open = openRestoreOf(run);
    const observation = open
      ? await observeOpen(context, run, open)
      : await observe(context, seen, run, restores, sessions);
    if (observation) observations.set(run.runId, observation);
  }
  return observations;
}

/** A blocking restore whose call is still open: its session's events tell how far it is (design §5.3). */
async function observeOpen(context: VeeamContext, run: RunContext, open: Followed): Promise<Observation | null> {
  if (context.signIn.restores(await context.api.version()) !== 'blocking') return null;
  const report = await readReport(context, open);
  const counts = sum([...answeredOutcomes(run).map((outcome) => outcome.counts), report.counts]);
  return { kind: 'working', counts, totalItems: null };
}

async function observe(
  context: VeeamContext,
  seen: SeenSessions,
  run: RunContext,
  restores: readonly Followed[],
  sessions: ReadonlyMap<string, RestoreSessionReply | null>,
): Promise<Observation | null> {
  const outcomes: ObjectOutcome[] = [...answeredOutcomes(run)];
  if (restores.length === 0 && outcomes.length === 0) return null;
  const counts = outcomes.map((outcome) => outcome.counts);
  let allOver = true;
  let moved = false;
  let totalItems: number | null = 0;
  for (const restore of restores) {
    const session = sessions.get(restore.sessionId.toLowerCase()) ?? null;
    if (session === null) return { kind: 'lost' };
    const look = await lookAt(context, restore, session, seen.get(session.id) ?? null);
    seen.set(session.id, look.seen);
    if (look.over) {
      const report = look.report ?? (await readReport(context, restore));
      outcomes.push(...(await report.outcomes(session)));
    } else {
      allOver = false;
      moved ||= look.report !== null;
      counts.push(...(look.report ? [look.report.counts] : []));
      totalItems = look.report?.totalItems == null || totalItems === null ? null : totalItems + look.report.totalItems;
    }
  }
  if (allOver) return { kind: 'ended', outcomes: outcomesOfRun(run.targets, outcomes) };
  return moved ? { kind: 'working', counts: sum(counts), totalItems } : null;
}

type Look = { readonly over: boolean; readonly report: RestoreReport | null; readonly seen: Seen };

async function lookAt(
  context: VeeamContext,
  restore: Followed,
  session: RestoreSessionReply,
  before: Seen | null,
): Promise<Look> {
  const now = context.clock.now().getTime();
  const eTag = session.eTag ?? null;
  const unchanged = before !== null && before.eTag === eTag && eTag !== null;
  const seen: Seen = {
    eTag,
    sinceMilliseconds: unchanged ? before.sinceMilliseconds : now,
    ended: session.state === 'stopped',
  };
  if (session.state === 'stopped') return { over: true, report: null, seen };
  if (sameText(restore.sessionId, restore.exploreSessionId)) {
    // The explore session stays `Working` until we stop it, so only its counts tell when the restore inside it is over.
    const report = await readReport(context, restore);
    const quiet = eTag === null || (unchanged && now - seen.sinceMilliseconds >= quietMilliseconds);
    return { over: report.complete && quiet, report, seen };
  }
  if (before === null || unchanged) return { over: false, report: null, seen };
  // Too soon after the last read: keep what was seen, so that the next look finds the change.
  if (now - before.sinceMilliseconds < progressEveryMilliseconds) return { over: false, report: null, seen: before };
  return { over: false, report: await readReport(context, restore), seen };
}
