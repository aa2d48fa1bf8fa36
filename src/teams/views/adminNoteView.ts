import { peopleLines } from './blocks.ts';
import type { View } from './view.ts';

const titles = {
  paused: 'adminNote.paused.title',
  resumed: 'adminNote.resumed.title',
  anchor: 'adminNote.anchor.title',
} as const;
const texts = {
  paused: 'adminNote.paused.text',
  resumed: 'adminNote.resumed.text',
  anchor: 'adminNote.anchor.text',
} as const;

/** To admins: the bot was paused or resumed and by whom, or where the audit trail ends, to be kept. */
export const adminNoteView: View<'adminNote'> = ({ note }, reader) => {
  const title = reader.text(titles[note.about]);
  const time = reader.longInstant(note.atUtc);
  const detail =
    note.about === 'anchor'
      ? `${note.number}:${note.hash}`
      : reader.text('adminNote.by', { person: peopleLines(reader, [note.by]).join(', '), time });
  return {
    summary: title,
    data: { own: { title }, text: reader.text(texts[note.about], { time }), detail, show: {} },
  };
};
