import type { ItemFilter, Workload } from '../../domain/terms.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';

const wordLimit = 40;

/** A filter in words, such as `folder “Projects” and from “Megan”`, for a TextRun; empty when it narrows nothing. The words in it are the requester's. */
export function filterWords(reader: Reader, filter: ItemFilter, workload: Workload | null): string {
  const { folder, from, to, title, sinceUtc, sinceMeans, attachment } = filter;
  const word = (said: string): string => oneLine(said, wordLimit);
  return reader.list([
    ...(folder === null ? [] : [reader.text(`filter.${folderKey(workload)}`, { value: word(folder) })]),
    ...(from === null ? [] : [reader.text('filter.from', { value: word(from) })]),
    ...(to === null ? [] : [reader.text('filter.to', { value: word(to) })]),
    ...(title === null ? [] : [reader.text(`filter.${titleKey(workload)}`, { value: word(title) })]),
    ...(sinceUtc === null
      ? []
      : [
          reader.text(sinceMeans === 'gone' ? 'filter.sinceGone' : 'filter.since', {
            time: reader.shortInstant(sinceUtc),
          }),
        ]),
    ...(attachment === null ? [] : [reader.text('filter.attachment')]),
  ]);
}

/** What the place of an item is called. */
export const folderKey = (workload: Workload | null): 'folder' | 'library' | 'channel' =>
  workload === 'sharePoint' ? 'library' : workload === 'teams' ? 'channel' : 'folder';

/** What an item is called by. */
export const titleKey = (workload: Workload | null): 'subject' | 'name' =>
  workload === 'exchange' ? 'subject' : 'name';

/** Who an item is from. */
export const fromKey = (workload: Workload | null): 'sender' | 'author' =>
  workload === 'exchange' ? 'sender' : 'author';
