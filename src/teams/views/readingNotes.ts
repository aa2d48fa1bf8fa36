import type { Draft, ReadingNote } from '../../domain/request.ts';
import type { UtcInstant } from '../../domain/terms.ts';
import { limits } from './blocks.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';

/** A note of the form, with a button for the other reading where there is one. */
export type NoteRow = {
  readonly text: string;
  readonly alternatives: readonly { readonly title: string; readonly alternativeUtc: UtcInstant }[];
};

const shownNotes = 5;
/** Notes that say no more than "I read it so; or did you mean it so?". The others also say why. */
const onlyTwoReadings: readonly string[] = ['day-month-order', 'morning-or-afternoon'];

/** What the reader of sentences was unsure of. Each other reading is offered once. */
export function noteRows(reader: Reader, { readingNotes, askedTime }: Draft): readonly NoteRow[] {
  const askedUtc = askedTime?.utc ?? null;
  const offered = new Set<UtcInstant | null>([null, askedUtc]);
  return readingNotes.slice(0, shownNotes).flatMap((note) => {
    const alternativeUtc = note.alternativeUtc;
    if (alternativeUtc === null || alternativeUtc === askedUtc)
      return [{ text: plainText(reader, note), alternatives: [] }];
    if (offered.has(alternativeUtc)) return [];
    offered.add(alternativeUtc);
    const title = reader.text('action.alternative', { time: reader.contrast(askedUtc, alternativeUtc, 'short') });
    return [{ text: questionText(reader, note, askedUtc, alternativeUtc), alternatives: [{ title, alternativeUtc }] }];
  });
}

const readOf = (note: ReadingNote): string => oneLine(note.read ?? '', limits.name);
const sentenceOf = (reader: Reader, { kind }: ReadingNote): string =>
  reader.maybeText(`note.${kind}`) ?? reader.text('note.unknown');

function plainText(reader: Reader, note: ReadingNote): string {
  const read = readOf(note);
  return read === ''
    ? sentenceOf(reader, note)
    : reader.text('note.withRead', { note: sentenceOf(reader, note), read });
}

function questionText(reader: Reader, note: ReadingNote, askedUtc: UtcInstant | null, otherUtc: UtcInstant): string {
  const time = reader.contrast(askedUtc, otherUtc);
  const read = readOf(note);
  if (askedUtc !== null && read !== '' && onlyTwoReadings.includes(note.kind))
    return reader.text('note.didYouMean', { read, asked: reader.contrast(otherUtc, askedUtc), time });
  return reader.text('note.withAlternative', { note: plainText(reader, note), time });
}
