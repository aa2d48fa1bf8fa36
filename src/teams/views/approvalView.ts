import { currentDecisions, isFinal, type RestoreRequest, requestLabel } from '../../domain/request.ts';
import { personText, toneOf, whatText } from './blocks.ts';
import { itemFacts } from './itemFacts.ts';
import type { Reader } from './reader.ts';
import {
  askedTimeFacts,
  decisionFacts,
  destinationFact,
  effectOf,
  noticeFacts,
  optionsFact,
  pointFacts,
  pointText,
  progressText,
  reasonFacts,
  requesterFact,
  whatFact,
  whoseFacts,
} from './requestFacts.ts';
import { statusText } from './statusText.ts';
import type { View } from './view.ts';

/** What an approver sees: why you are asked, who asks, whose data, which backup, what will happen; later the outcome, without buttons. */
export const approvalView: View<'approval'> = ({ request, viewerId, reminder }, reader) => {
  const label = requestLabel(request);
  const state = reader.text(`state.${request.state}`);
  const waiting = request.state === 'awaitingApproval';
  const mine = currentDecisions(request).some((decision) => decision.by.id === viewerId);
  const again = request.decisions.some((decision) => decision.revision < request.revision);
  const requester = personText(reader, request.requester);
  const effect = effectOf(reader, request);
  const progress = progressText(reader, request);
  const named = { label, requester, what: whatText(reader, request), time: pointText(reader, request) };
  return {
    summary: waiting
      ? reader.text(reminder === true ? 'approval.summary.reminder' : 'approval.summary', named)
      : reader.text('approval.summary.done', { label, state }),
    data: {
      own: {
        title: waiting ? reader.text('approval.title', { label }) : label,
        banner: waiting ? reader.text('approval.youApproved') : state,
        effect: effect.text,
      },
      progress,
      why: whyAsked(reader, request, viewerId),
      tone: waiting ? 'good' : isAwaited(request, viewerId) ? 'warning' : toneOf(request.state),
      bannerText: waiting ? '' : nextText(reader, request, viewerId),
      effectTone: effect.tone,
      requestId: request.id,
      revision: request.revision,
      facts: [requesterFact(reader, request), ...reasonFacts(reader, request), ...whoseFacts(reader, request)],
      point: [whatFact(reader, request), ...itemFacts(reader, request), ...pointFacts(reader, request)],
      details: [
        ...askedTimeFacts(reader, request),
        destinationFact(reader, request),
        optionsFact(reader, request.content?.options ?? request.draft.options),
        ...noticeFacts(reader, request),
      ],
      decisions: decisionFacts(reader, request),
      show: {
        why: waiting && !mine,
        again: waiting && !mine && again,
        others: notTheirOwn(request),
        banner: !waiting || mine,
        bannerText: !waiting,
        // What has ended will not happen any more; the state and the counts say what did.
        effect: effect.text !== '' && !isFinal(request.state),
        progress: waiting && progress !== '',
        decide: waiting && !mine,
      },
    },
  };
};

/** Whether the restore waits for this reader's sign-in. */
const isAwaited = ({ signIn, state }: RestoreRequest, viewerId: string | null): boolean =>
  signIn !== undefined && signIn.personId === viewerId && !isFinal(state);

/** What is left to do after the decision: to sign in, for whoever's rights the restore waits for; on a card for everybody, who that is. */
function nextText(reader: Reader, request: RestoreRequest, viewerId: string | null): string {
  if (isAwaited(request, viewerId)) return reader.text('approval.signIn');
  if (viewerId === null && request.signIn !== undefined && !isFinal(request.state))
    return statusText(reader, request, null);
  return reader.text('approval.nothingNow');
}

/** Why this reader may decide, and who may not. */
function whyAsked(reader: Reader, { preview, requester }: RestoreRequest, viewerId: string | null): string {
  const because = preview.kind === 'ready' && viewerId !== null ? preview.why?.[viewerId] : undefined;
  const named = { requester: personText(reader, requester) };
  if (because === 'manager' || because === 'owner') return reader.text(`approval.why.${because}`, named);
  return reader.text('approval.why', named);
}

/** Whether people's data is asked for and the requester is none of them. */
const notTheirOwn = ({ beneficiaries, requester }: RestoreRequest): boolean =>
  beneficiaries.length > 0 && beneficiaries.every((person) => person.id !== requester.id);
