import type { View } from './view.ts';

/** Said in a channel: where the conversation goes on. */
export const continueInPrivateView: View<'continueInPrivate'> = ({ opened }, reader) => {
  const text = reader.text(opened ? 'continue.opened' : 'continue.notOpened');
  return { summary: text, data: { own: { text }, show: {} } };
};
