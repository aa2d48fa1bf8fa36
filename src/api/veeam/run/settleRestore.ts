import type { Json } from '../../../domain/terms.ts';
import type { RunContext, Settlement, StepRecord } from '../../../ports/provider.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import type { RestoreSessionReply } from '../replies/restoreSessions.ts';
import { statisticsReply } from '../replies/statistics.ts';
import { changedSessions } from './candidates.ts';
import { fromJournal, type RestoreEvidence, restoreEvidence, restoreResult } from './journal.ts';
import { restoresExactly } from './restoresExactly.ts';

/** How long to look for a restore that may have been started, counted from before the call; listings may lag half a minute. */
const lookForSeconds = 180;

/** What is known of a session that may be ours. */
type Candidate = { readonly session: RestoreSessionReply; readonly targets: 'ours' | 'notKnownYet' | 'others' };

/**
 * Finds out whether an administrator's asynchronous restore was started (design §5.3). Candidates are sessions changed since the
 * journalled token, of our type, organization and initiator, in no other run's journal, that restore exactly our targets.
 * One is ours; several cannot be told apart; none disproves nothing, so it is looked for again for a while and then given to an admin.
 */
export async function settleRestore(context: VeeamContext, run: RunContext, step: StepRecord): Promise<Settlement> {
  const evidence = fromJournal(restoreEvidence, step.evidence);
  const candidates = await candidatesFor(context, run, evidence);
  const ours = candidates.filter((candidate) => candidate.targets === 'ours');
  const unclear = candidates.filter((candidate) => candidate.targets === 'notKnownYet');
  const [only, ...others] = ours;
  const waitedSeconds = (context.clock.now().getTime() - Date.parse(step.openedAtUtc)) / 1000;
  // While another session has not said yet what it restores, that may be ours and this one somebody else's.
  if (only !== undefined && others.length === 0 && (unclear.length === 0 || waitedSeconds >= lookForSeconds))
    return { kind: 'done', result: adoptedResult(only.session.id) };
  if (others.length === 0 && waitedSeconds < lookForSeconds) return { kind: 'lookAgain', afterSeconds: 15 };
  return {
    kind: 'unproven',
    attention: {
      candidates: candidates.map(({ session, targets }) => ({
        sessionId: session.id,
        facts: [
          `created ${session.creationTime}`,
          `state ${session.state}`,
          targets === 'ours' ? 'restores exactly these targets' : 'does not say yet what it restores',
        ],
      })),
      explanation: ours.length > 1 ? 'severalSessions' : candidates.length > 0 ? 'unclearSession' : 'noSession',
    },
  };
}

export const adoptedResult = (sessionId: string): Json => ({ sessionId });

async function candidatesFor(
  context: VeeamContext,
  run: RunContext,
  evidence: RestoreEvidence,
): Promise<readonly Candidate[]> {
  const { explore } = evidence;
  const isExplore = (session: RestoreSessionReply): boolean => sameText(session.id, explore.sessionId);
  const changed = await changedSessions(context, evidence.changeToken, explore.createdAtUtc);
  const alike = changed.filter(
    (session) =>
      session.type === evidence.type &&
      session.organization === explore.organization &&
      session.initiatedBy === explore.initiatedBy &&
      (!isExplore(session) || context.inferences.restoreMayReuseExploreSession) &&
      !ownSessions(run).some((id) => sameText(id, session.id) && !isExplore(session)),
  );
  const foreign = await context.ownedElsewhere(
    run.runId,
    alike.map((session) => session.id),
  );
  const candidates: Candidate[] = [];
  for (const session of alike.filter((candidate) => !foreign.some((id) => sameText(id, candidate.id)))) {
    const statistics = await context.api.readIfThere(statisticsReply, `/RestoreSessions/${session.id}/Statistics`);
    const told = statistics !== null && statistics.items.length > 0;
    const targets = !told
      ? 'notKnownYet'
      : (await restoresExactly(context, session, statistics, evidence))
        ? 'ours'
        : 'others';
    // A session without any restored object is an explore session – ours or somebody's – unless it was only just begun, or failed at once.
    const mayBeRestore = statistics !== null && statistics.errors.length > 0;
    const isUnclear = targets === 'notKnownYet' && !isExplore(session) && (mayBeRestore || isOpenAndUnknown(session));
    if (targets === 'ours' || isUnclear) candidates.push({ session, targets });
  }
  return candidates;
}

/** Explore sessions have the point's time in their name (vb365.md §3); what a restore session is called is not documented. */
const isOpenAndUnknown = (session: RestoreSessionReply): boolean =>
  session.state === 'working' && !/\d+:\d\d:\d\d [AP]M\)\s*$/.test(session.name);

/** Sessions other steps of this run hold. */
const ownSessions = (run: RunContext): readonly string[] =>
  run.steps.flatMap((step) => {
    const result = restoreResult.safeParse(step.result);
    return result.success && 'sessionId' in result.data ? [result.data.sessionId] : [];
  });
