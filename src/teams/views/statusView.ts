import { currentDecisions, isFinal, type RestoreRequest, requestLabel } from '../../domain/request.ts';
import { countLine, countsOf, fact, lines, peopleLines, personText, toneOf, whatText } from './blocks.ts';
import { itemFacts } from './itemFacts.ts';
import { outcomeBlocks } from './outcomeBlocks.ts';
import type { Reader } from './reader.ts';
import {
  decisionFacts,
  destinationFact,
  pointFacts,
  progressText,
  reachable,
  reasonFacts,
  requesterFact,
  targetFacts,
  whoseFacts,
} from './requestFacts.ts';
import { statusText } from './statusText.ts';
import type { View } from './view.ts';

const takesBack = ['awaitingApproval', 'approved', 'waiting', 'waitingForSignIn'];

/** The live card: where the request stands, counts so far or at the end, who decided, and what can be done. */
export const statusView: View<'status'> = ({ request, viewer, nowUtc }, reader) => {
  const label = requestLabel(request);
  const state = reader.text(`state.${request.state}`);
  const outcome = outcomeBlocks(reader, request);
  const unreachable = request.state === 'awaitingApproval' ? request.unreachable : [];
  const counts = countsOf(request);
  return {
    summary:
      counts !== null && outcome.show.counts
        ? reader.text('status.summary.counts', { label, state, counts: countLine(reader, counts) })
        : reader.text('status.summary', {
            label,
            state,
            what: whatText(reader, request),
            requester: personText(reader, request.requester),
          }),
    data: {
      own: {
        ...outcome.own,
        title: titleOf(reader, request),
        banner: state,
      },
      tone: toneOf(request.state),
      bannerText: [statusText(reader, request, nowUtc ?? null), soFarText(reader, request)].filter(Boolean).join(' '),
      requestId: request.id,
      revision: request.revision,
      counts: outcome.counts,
      issues: outcome.issues,
      links: outcome.links,
      unreachable: lines([...peopleLines(reader, unreachable), ...othersText(reader, request)]),
      facts: [
        ...waitingFacts(reader, request),
        ...decisionFacts(reader, request, false),
        ...timeFacts(reader, request),
        ...(viewer === 'requester' ? [] : [requesterFact(reader, request)]),
        ...whoseFacts(reader, request, viewer === 'requester' ? 'whose.yours' : 'whose.own'),
        ...targetFacts(reader, request),
        ...itemFacts(reader, request),
        ...pointFacts(reader, request),
        destinationFact(reader, request),
        ...reasonFacts(reader, request),
      ],
      show: {
        ...outcome.show,
        bannerText: true,
        unreachable: unreachable.length > 0,
        withdraw: viewer === 'requester' && takesBack.includes(request.state),
        stop: viewer !== 'other' && request.state === 'running',
        refresh: !isFinal(request.state) && request.state !== 'draft',
      },
    },
  };
};

/** Who else may decide, where somebody cannot be reached. */
function othersText(reader: Reader, request: RestoreRequest): readonly string[] {
  if (request.unreachable.length === 0) return [];
  const done = currentDecisions(request).map((decision) => decision.by.id);
  const left = reachable(request).filter((person) => !done.includes(person.id));
  if (left.length === 0) return [reader.text('status.unreachable.nobody')];
  return [reader.text('status.unreachable.others', { people: reader.list(peopleLines(reader, left)) })];
}

function soFarText(reader: Reader, { state, run }: RestoreRequest): string {
  if (state !== 'running' || !run || run.totalItems === null) return '';
  const { created, merged, skipped, failed } = run.counts;
  const done = reader.number(created + merged + skipped + failed);
  return reader.plural('status.running.total', run.totalItems, { done, total: reader.number(run.totalItems) });
}

/** Who was asked, while the request waits for them. */
function waitingFacts(reader: Reader, request: RestoreRequest) {
  if (request.state !== 'awaitingApproval') return [];
  const progress = progressText(reader, request);
  return [
    fact(
      reader.text('label.decides'),
      ...peopleLines(reader, request.asked),
      progress === '' ? reader.plural('approvalsNeeded', request.approvalsNeeded) : progress,
    ),
  ];
}

/** How long it took, once it has ended. */
function timeFacts(reader: Reader, { run, finishedAtUtc }: RestoreRequest) {
  if (!run || finishedAtUtc === null) return [];
  return [
    fact(reader.text('label.started'), reader.longInstant(run.startedAtUtc)),
    fact(reader.text('label.took'), reader.duration(run.startedAtUtc, finishedAtUtc)),
  ];
}

/** `RR-12 · Mailbox`; what was never sent has no number. */
function titleOf(reader: Reader, request: RestoreRequest): string {
  const what = whatText(reader, request);
  return request.number === null ? what : reader.text('status.title.what', { label: requestLabel(request), what });
}
