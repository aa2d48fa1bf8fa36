import type { Observation, RunContext } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import type { SessionReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { workloadTables } from '../workloadTable.ts';
import { activatedSessionOf } from './journal.ts';
import { countsOf, hasSucceeded, outcomesOf, sum } from './outcomes.ts';
import { readArtifacts } from './readSession.ts';
import { type ListingCost, readSessions } from './readSessions.ts';
import { shapeOf } from './shape.ts';
import { thingOutcomes } from './thingOutcomes.ts';

/** What was seen of a session at the last look; a cache, lost without harm. */
export type Seen = {
  readonly sessions: Map<string, { readonly counted: string; readonly listedMilliseconds: number }>;
  readonly listing: ListingCost;
};

/** The address of a new place is asked for this often once the restore is over. */
const addressEveryMilliseconds = 60_000;

/** Looks at these runs with as few reads as possible: sessions first, artifacts only of those that moved or ended. */
export async function followRuns(
  context: GraphContext,
  seen: Seen,
  runs: readonly RunContext[],
): Promise<ReadonlyMap<string, Observation>> {
  const followed = runs.flatMap((run) => {
    const sessionId = activatedSessionOf(run);
    const table = workloadTables[run.workload];
    return sessionId === null || table === null ? [] : [{ run, sessionId, table }];
  });
  const sessions = await readSessions(
    context,
    seen.listing,
    followed.map(({ sessionId }) => sessionId),
  );
  const observations = new Map<string, Observation>();
  for (const { run, sessionId, table } of followed) {
    const session = sessions.get(sessionId) ?? null;
    const observation = session ? await observe(context, seen, run, table, session) : lostUnlessYoung(context, run);
    if (observation) observations.set(run.runId, observation);
  }
  return observations;
}

/** How long a session just activated may be missing from what the service shows. */
const showsWithinMilliseconds = 2 * 60_000;

function lostUnlessYoung({ clock }: GraphContext, { steps }: RunContext): Observation | null {
  const activated = steps.findLast(({ name }) => name === 'activate');
  const age = clock.now().getTime() - Date.parse(activated?.openedAtUtc ?? '');
  return age < showsWithinMilliseconds ? null : { kind: 'lost' };
}

const knownEnds: readonly string[] = ['completed', 'completedwitherror', 'failed'];
const knownWork: readonly string[] = ['draft', 'activating', 'active'];

function isOver({ inferences }: GraphContext, { status, restoreSessionArtifactCount: counts }: SessionReply): boolean {
  const word = status.toLowerCase();
  if (knownEnds.includes(word)) return true;
  if (knownWork.includes(word) || !inferences.unknownStatusEndsWithItsArtifacts) return false;
  return counts.total > 0 && counts.completed + counts.failed >= counts.total;
}

async function observe(
  context: GraphContext,
  seen: Seen,
  run: RunContext,
  table: WorkloadTable,
  session: SessionReply,
): Promise<Observation | null> {
  const { completed, failed, total } = session.restoreSessionArtifactCount;
  const before = seen.sessions.get(session.id);
  const now = context.clock.now().getTime();
  const over = isOver(context, session);
  const counted = `${over} ${completed} ${failed}`;
  const isNew = before?.counted !== counted;
  // What is over and still watched waits only for the address of its new place.
  if (!isNew && (!over || now - before.listedMilliseconds < addressEveryMilliseconds)) return null;
  seen.sessions.set(session.id, { counted, listedMilliseconds: now });
  const totalItems = table.countsItems ? null : total;
  if (!over && completed + failed === 0) return { kind: 'working', counts: sum([]), totalItems };
  const shape = shapeOf(table, run);
  const artifacts = await readArtifacts(context, table, shape, session.id);
  const counts = sum(artifacts.map((artifact) => countsOf(table, artifact)));
  if (!over) return { kind: 'working', counts, totalItems };
  const isPlaced = artifacts.every((artifact) => !hasSucceeded(artifact) || artifact.restoredSiteWebUrl !== '');
  const waitsForAddress = shape.kind === 'whole' && run.destination === 'new' && !table.countsItems && !isPlaced;
  if (waitsForAddress && now < latestAddress(context, session, now)) return { kind: 'working', counts, totalItems };
  seen.sessions.delete(session.id);
  const outcomes = shape.kind === 'things' ? thingOutcomes(run, session, artifacts) : outcomesOf(table, run, artifacts);
  return { kind: 'ended', outcomes };
}

/** Until when a new place's address is waited for, in milliseconds. */
const latestAddress = ({ inferences }: GraphContext, { completedDateTime }: SessionReply, now: number): number =>
  (completedDateTime === null ? now : Date.parse(completedDateTime)) + inferences.newAddressWithinMinutes * 60_000;
