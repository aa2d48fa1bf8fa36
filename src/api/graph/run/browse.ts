import type { Json } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { Prepared, RunContext } from '../../../ports/provider.ts';
import type { GraphContext } from '../context.ts';
import { createBrowseSession, findBrowseSession } from '../items/browseSession.ts';
import { sessionOfPicked } from '../items/pickedThings.ts';
import { pointOfTarget } from '../lookUp/lookUp.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { type BrowseEvidence, type BrowseResult, browseEvidence, fromJournal } from './journal.ts';
import { isStillThere } from './stillThere.ts';

/**
 * Looks just before whether the approved point is still there and can be looked into, and for a session of it: after a long approval the
 * one the things were chosen in has ended.
 */
export async function prepareBrowse(context: GraphContext, table: WorkloadTable, run: RunContext): Promise<Prepared> {
  const [plan, ...others] = run.targets;
  if (!plan || others.length > 0 || run.selection.kind !== 'items')
    throw new Fault('GRAPH_REFUSED', { effect: 'none', cause: new Error('items of several targets') });
  const { target, point } = plan;
  if (point?.ref.fast !== 'yes' || !(await isStillThere(context, plan))) {
    const at = point?.takenAtUtc ?? run.askedTime.utc;
    return {
      kind: 'pointMoved',
      targets: [{ target, point: await pointOfTarget(context, table, target, at, 'items') }],
    };
  }
  const sessionId = await findBrowseSession(context, point.id, sessionOfPicked(run.selection.items));
  return { kind: 'ready', evidence: { step: 'browse', pointId: point.id, sessionId } satisfies BrowseEvidence };
}

/** Takes the session that was found, or makes one. Either restores nothing. */
export async function performBrowse(context: GraphContext, table: WorkloadTable, evidence: Json): Promise<Json> {
  const { pointId, sessionId } = fromJournal(browseEvidence, evidence);
  return {
    step: 'browse',
    sessionId: sessionId ?? (await createBrowseSession(context, table, pointId)),
  } satisfies BrowseResult;
}
