import { peopleLines } from './blocks.ts';
import type { View } from './view.ts';

const titles = {
  paused: 'adminNote.paused.title',
  resumed: 'adminNote.resumed.title',
  anchor: 'adminNote.anchor.title',
  expiring: 'adminNote.expiring.title',
} as const;
const texts = {
  paused: 'adminNote.paused.text',
  resumed: 'adminNote.resumed.text',
  anchor: 'adminNote.anchor.text',
  expiring: 'adminNote.expiring.text',
} as const;

/** To admins: the bot was paused or resumed and by whom, where the audit trail ends, or which certificate runs out. */
export const adminNoteView: View<'adminNote'> = ({ note }, reader) => {
  const title = reader.text(titles[note.about]);
  const time = reader.longInstant(note.atUtc);
  const detail =
    note.about === 'anchor'
      ? `${note.number}:${note.hash}`
      : note.about === 'expiring'
        ? note.setting
        : reader.text('adminNote.by', { person: peopleLines(reader, [note.by]).join(', '), time });
  return {
    summary: title,
    data: { own: { title }, text: reader.text(texts[note.about], { time }), detail, show: {} },
  };
};
