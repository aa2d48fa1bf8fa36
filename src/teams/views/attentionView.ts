import { type RestoreRequest, requestLabel } from '../../domain/request.ts';
import { fact, limits, lines, namedAtMost, toneOf } from './blocks.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';
import { pointFacts, requesterFact, whatFact, whoseFacts } from './requestFacts.ts';
import type { View } from './view.ts';

/** How many sessions can be chosen from. */
const shownCandidates = 5;

/** What the machine could not prove, with the evidence and the buttons that settle it; afterwards the outcome alone. */
export const attentionView: View<'attention'> = ({ request }, reader) => {
  const label = requestLabel(request);
  const attention = request.state === 'needsAttention' ? (request.run?.attention ?? null) : null;
  const open = request.state === 'needsAttention';
  const candidates = attention?.candidates ?? [];
  const shown = candidates.slice(0, shownCandidates);
  const name = (index: number) => reader.text('attention.candidate', { number: reader.number(index + 1) });
  return {
    summary: open
      ? reader.text('attention.summary', { label })
      : reader.text('status.title', { label, state: reader.text(`state.${request.state}`) }),
    data: {
      own: {
        title: open ? reader.text('attention.title', { label }) : label,
        banner: reader.text(`state.${request.state}`),
        moreCandidates: reader.plural('more', candidates.length - shown.length),
        startAgain: startAgainText(reader, request),
      },
      tone: toneOf(request.state),
      bannerText: reader.text('attention.settled'),
      requestId: request.id,
      revision: request.revision,
      attempt: request.run?.attempt ?? 0,
      facts: [
        ...(attention
          ? [
              fact(reader.text('attention.since'), reader.longInstant(attention.sinceUtc)),
              fact(reader.text('attention.step'), oneLine(attention.step, limits.name)),
              fact(reader.text('attention.explanation'), oneLine(attention.explanation, limits.reason)),
            ]
          : []),
        requesterFact(reader, request),
        ...whoseFacts(reader, request),
        whatFact(reader, request),
        ...pointFacts(reader, request),
      ],
      candidates: shown.map((candidate, index) => ({
        own: { name: name(index) },
        id: reader.text('attention.candidate.id', { id: oneLine(candidate.sessionId, limits.address) }),
        facts: lines(candidate.facts.slice(0, namedAtMost).map((text) => oneLine(text, limits.fact))),
      })),
      sessions: shown.map((candidate, index) => ({ title: name(index), value: candidate.sessionId })),
      show: {
        settled: !open,
        bannerText: true,
        open,
        candidates: shown.length > 0,
        noCandidates: open && shown.length === 0,
        moreCandidates: candidates.length > shown.length,
      },
    },
  };
};

function startAgainText(reader: Reader, { content, preview }: RestoreRequest): string {
  if (content?.destination === 'new') return reader.text('attention.startAgain.new');
  const rollback = preview.kind === 'ready' && preview.manner === 'rollback';
  return reader.text(rollback ? 'attention.startAgain.rollback' : 'attention.startAgain.merge');
}
