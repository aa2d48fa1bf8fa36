import { requestLabel } from '../../domain/request.ts';
import { countLine, countsOf, whatText } from './blocks.ts';
import { outcomeBlocks } from './outcomeBlocks.ts';
import { pointFacts, pointText, whatFact, whoseFacts } from './requestFacts.ts';
import { statusText } from './statusText.ts';
import type { View } from './view.ts';

/** A new message to the requester, because edits of a card can be late or lost. */
export const noticeView: View<'notice'> = ({ request, about }, reader) => {
  const label = requestLabel(request);
  // Chosen items are gone with their backup; the requester has to choose again.
  const chooseAgain = about === 'pointMoved' && request.state === 'draft';
  const title =
    about === 'finished'
      ? reader.text('notice.finished', { label, state: reader.text(`state.${request.state}`) })
      : reader.text(chooseAgain ? 'notice.chooseAgain' : `notice.${about}`, { label });
  const outcome = outcomeBlocks(reader, request);
  const counts = countsOf(request);
  return {
    summary:
      about === 'finished' && counts !== null
        ? reader.text('notice.summary.counts', { title, counts: countLine(reader, counts) })
        : reader.text('notice.summary', {
            title,
            what: whatText(reader, request),
            time: pointText(reader, request),
          }),
    data: {
      own: { ...outcome.own, title },
      text:
        about === 'pointMoved' || about === 'unreachable'
          ? reader.text(chooseAgain ? 'notice.chooseAgain.text' : `notice.${about}.text`)
          : statusText(reader, request, null),
      requestId: request.id,
      revision: request.revision,
      counts: outcome.counts,
      issues: outcome.issues,
      links: outcome.links,
      facts: [whatFact(reader, request), ...whoseFacts(reader, request, 'whose.yours'), ...pointFacts(reader, request)],
      show: outcome.show,
    },
  };
};
