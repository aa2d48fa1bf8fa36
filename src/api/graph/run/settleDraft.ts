import type { RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import { sameText } from '../../replyFields.ts';
import type { GraphContext } from '../context.ts';
import { pages } from '../pages.ts';
import { type SessionReply, sessionsReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { draftResultOf } from './draft.ts';
import { type DraftEvidence, draftEvidence, fromJournal } from './journal.ts';
import { readArtifacts } from './readSession.ts';
import { shapeOf } from './shape.ts';

/** Clocks and listings differ a little. */
const marginMilliseconds = 5 * 60_000;

/**
 * Finds the drafts a lost call may have made: drafts of this kind that our app made since then, that hold exactly our artifacts and that
 * no journal names.
 */
export async function matchingDrafts(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  { artifacts, sinceUtc }: DraftEvidence,
): Promise<readonly SessionReply[]> {
  const since = Date.parse(sinceUtc) - marginMilliseconds;
  const candidates: SessionReply[] = [];
  for await (const page of pages(context.api, sessionsReply, '/restoreSessions'))
    candidates.push(
      ...page.filter(
        (session) =>
          session.status === 'draft' &&
          sameText(session['@odata.type'], table.sessionType) &&
          Date.parse(session.createdDateTime) >= since &&
          session.restoreSessionArtifactCount.total === artifacts.length &&
          (!context.inferences.draftsNameTheirApplication || sameText(session.createdBy, context.settings.appId)),
      ),
    );
  const ids = candidates.map(({ id }) => id);
  const foreign = candidates.length === 0 ? [] : await context.ownedElsewhere(run.runId, ids);
  const shape = shapeOf(table, run);
  const found: SessionReply[] = [];
  for (const session of candidates.filter(({ id }) => !foreign.includes(id))) {
    const held = await readArtifacts(context, table, shape, session.id);
    const isOurs = artifacts.every((one) => held.some((reply) => shape.isThat(reply, one)));
    if (isOurs && held.length === artifacts.length) found.push(session);
  }
  return found;
}

/**
 * A draft restores nothing, so making a second one is harmless; only a forgotten one should not lie around. The one draft that must be
 * ours is taken over; with none, after a while, or several, it is made anew.
 */
export async function settleDraft(
  context: GraphContext,
  table: WorkloadTable,
  run: RunContext,
  step: StepRecord,
): Promise<Settlement> {
  const known = fromJournal(draftEvidence, step.evidence);
  const [only, ...others] = await matchingDrafts(context, table, run, known);
  if (only && others.length === 0) return { kind: 'done', result: draftResultOf(known, only.id, only.createdDateTime) };
  const waitedSeconds = (context.clock.now().getTime() - Date.parse(step.openedAtUtc)) / 1000;
  const mayStillShow = !only && waitedSeconds < context.inferences.draftsShowWithinSeconds;
  return mayStillShow ? { kind: 'lookAgain', afterSeconds: 10 } : { kind: 'repeat' };
}
