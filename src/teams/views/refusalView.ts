import { refusalText } from './refusalText.ts';
import type { View } from './view.ts';

/** A refusal that answers one person alone, with the request to go to in its place where there is one. */
export const refusalView: View<'refusal'> = ({ refusal, offer }, reader) => {
  const text = refusalText(reader, refusal);
  return {
    summary: text,
    data: {
      text,
      openId: offer?.requestId ?? '',
      openRevision: offer?.revision ?? 0,
      requestId: offer?.back.requestId ?? '',
      revision: offer?.back.revision ?? 0,
      show: { offer: offer !== undefined },
    },
  };
};
