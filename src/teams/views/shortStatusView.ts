import { requestLabel } from '../../domain/request.ts';
import { toneOf } from './blocks.ts';
import { outcomeBlocks } from './outcomeBlocks.ts';
import type { View } from './view.ts';

/** Number, state and counts, for a conversation with others in it; it names nobody. */
export const shortStatusView: View<'shortStatus'> = ({ request }, reader) => {
  const outcome = outcomeBlocks(reader, request);
  const named = { label: requestLabel(request), state: reader.text(`state.${request.state}`) };
  return {
    summary: reader.text('shortStatus.summary', named),
    data: {
      own: { banner: reader.text('status.title', named), countsTitle: outcome.own.countsTitle },
      tone: toneOf(request.state),
      bannerText: '',
      counts: outcome.counts,
      show: { bannerText: false, counts: outcome.show.counts },
    },
  };
};
