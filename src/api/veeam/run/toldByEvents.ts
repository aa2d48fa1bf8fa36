import type { RunContext, StepRecord } from '../../../ports/provider.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { utcOf } from '../replies/common.ts';
import type { RestoreSessionReply, SessionEventReply } from '../replies/restoreSessions.ts';
import { fromJournal, type RestoreEvidence, restoreEvidence } from './journal.ts';
import { eventsAfter } from './sessionEvents.ts';

/**
 * What the events of an explore session tell of a restore that was called in it: nothing, that it began, or – where the same session
 * restored something just before, whose last events may have been listed late – nothing that can be told apart.
 */
export type Told =
  | { readonly kind: 'none' | 'unclear' }
  | { readonly kind: 'began'; readonly events: readonly SessionEventReply[] };

/** The server's time is known from its replies, to the second. */
const toleranceMilliseconds = 2_000;

/** Reads what the session's events tell of this step's restore. */
export async function toldByEvents(
  context: VeeamContext,
  run: Pick<RunContext, 'steps'>,
  step: StepRecord,
  session: RestoreSessionReply,
): Promise<Told> {
  const evidence = fromJournal(restoreEvidence, step.evidence);
  const listed = await eventsAfter(context, session.id, evidence.eventsBefore);
  const events = ofRestores(session, listed);
  if (events.length === 0) return { kind: 'none' };
  if (!restoredBefore(run, step, evidence)) return { kind: 'began', events };
  const calledAt = Date.parse(evidence.calledAtUtc);
  const after = events.filter(({ startTime }) => Date.parse(utcOf(startTime)) > calledAt + toleranceMilliseconds);
  return after.length > 0 ? { kind: 'began', events: after } : { kind: 'unclear' };
}

/**
 * Leaves out the session's own start, its first event, and its own end: they are there without any restore and, as listings lag, may show
 * only after the restore was called (vb365.md §3: type `None`, order 0).
 */
function ofRestores(session: RestoreSessionReply, events: readonly SessionEventReply[]): readonly SessionEventReply[] {
  const isOwn = ({ type }: SessionEventReply): boolean => type === '' || sameText(type, 'None');
  const restores = events.filter((event) => !(event.order === 0 && isOwn(event)));
  const last = Math.max(...restores.map(({ order }) => order));
  return restores.filter((event) => !(session.state === 'stopped' && event.order === last && isOwn(event)));
}

/** Whether another restore of the run has used the same session. */
const restoredBefore = (
  run: Pick<RunContext, 'steps'>,
  step: StepRecord,
  { explore }: Pick<RestoreEvidence, 'explore'>,
): boolean =>
  run.steps.some((other) => {
    const known = other.name === step.name ? null : restoreEvidence.safeParse(other.evidence);
    return known?.success === true && sameText(known.data.explore.sessionId, explore.sessionId);
  });
