import { requestLabel } from '../../domain/request.ts';
import { personText, toneOf, whatText } from './blocks.ts';
import { itemFacts } from './itemFacts.ts';
import { outcomeBlocks } from './outcomeBlocks.ts';
import { decisionFacts, destinationFact, pointFacts, pointText, reasonFacts, whatFact } from './requestFacts.ts';
import { statusText } from './statusText.ts';
import type { View } from './view.ts';

/** To somebody whose data another person's request touched: who, why, on whose word, and whom to tell. */
export const beneficiaryView: View<'beneficiary'> = ({ request }, reader) => {
  const outcome = outcomeBlocks(reader, request);
  const requester = personText(reader, request.requester);
  const label = requestLabel(request);
  const state = reader.text(`state.${request.state}`);
  return {
    summary: reader.text('beneficiary.summary', {
      requester,
      state,
      what: whatText(reader, request),
      time: pointText(reader, request),
    }),
    data: {
      own: { banner: reader.text('status.title', { label, state }), countsTitle: outcome.own.countsTitle },
      tone: toneOf(request.state),
      text: reader.text('beneficiary.text', { requester }),
      bannerText: statusText(reader, request, null),
      unexpected: reader.text('beneficiary.unexpected', { label }),
      counts: outcome.counts,
      facts: [
        whatFact(reader, request),
        ...itemFacts(reader, request),
        ...pointFacts(reader, request),
        destinationFact(reader, request),
        ...reasonFacts(reader, request),
        ...decisionFacts(reader, request),
      ],
      show: { bannerText: true, counts: outcome.show.counts },
    },
  };
};
