import { lines } from './blocks.ts';
import type { View } from './view.ts';

/** What the bot can do, with sentences to copy. */
export const helpView: View<'help'> = ({ reason }, reader) => ({
  summary: reader.text('help.summary'),
  data: {
    own: { intro: reader.text(`help.${reason}`) },
    examples: lines(([1, 2, 3, 4, 5] as const).map((number) => reader.text(`help.example${number}`))),
    show: {},
  },
});
