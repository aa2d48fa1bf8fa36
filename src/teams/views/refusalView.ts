import { refusalText } from './refusalText.ts';
import type { View } from './view.ts';

/** A refusal that answers one person alone. */
export const refusalView: View<'refusal'> = ({ refusal }, reader) => {
  const text = refusalText(reader, refusal);
  return { summary: text, data: { text, show: {} } };
};
