import { requestLabel } from '../../domain/request.ts';
import { toneOf } from './blocks.ts';
import type { View } from './view.ts';

/** What everybody in the approvers' channel sees: number and state. Whoever may decide gets their own view in its place. */
export const sharedView: View<'shared'> = ({ request }, reader) => {
  const named = { label: requestLabel(request), state: reader.text(`state.${request.state}`) };
  const waiting = request.state === 'awaitingApproval';
  return {
    summary: waiting ? reader.text('shared.summary', named) : reader.text('shortStatus.summary', named),
    data: {
      own: { banner: reader.text('status.title', named) },
      tone: toneOf(request.state),
      requestId: request.id,
      revision: request.revision,
      show: { waiting, done: !waiting },
    },
  };
};
