import type { ItemFilter } from '../../../domain/terms.ts';
import type { GraphContext } from '../context.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { listPlace, nameFilter, type Thing } from './listPlace.ts';

/** So many pages are read for one look, of ten things each; a person waits for it and narrows further. */
const mostPages = 60;

export type FoundThings = { readonly things: readonly Thing[]; readonly complete: boolean };

const holds = (text: string, words: string): boolean => text.toLowerCase().includes(words.toLowerCase());

/** Whether a file or folder is what a person asked for. `root` is the path of the site or OneDrive: its own name says nothing. */
function matches({ name, type, path }: Thing, { title, folder }: ItemFilter, root: string): boolean {
  if (type !== 'folder' && type !== 'file') return false;
  if (title !== null && !holds(name, title)) return false;
  if (folder === null) return true;
  const parts = path.slice(root.length).split('/');
  const above = title === null && type === 'folder' ? parts : parts.slice(0, -1);
  return above.some((part) => holds(part, folder));
}

/**
 * Finds the files and folders a filter means. Whether the filter of the service looks below the place it is asked for is not documented:
 * it is tried once, at the top; when it found nothing deeper than that, everything is walked through, level by level, as far as one look
 * goes.
 */
export async function findThings(
  context: GraphContext,
  table: WorkloadTable,
  sessionId: string,
  filter: ItemFilter,
): Promise<FoundThings> {
  const places: Thing[] = [];
  const found = new Map<string, Thing>();
  let pages = 0;
  let root: string | null = null;

  async function look(place: Thing | null, words?: string): Promise<boolean> {
    for await (const page of listPlace(context, table, sessionId, place, words)) {
      pages += 1;
      for (const thing of page) {
        // At the top stand libraries and sites; what holds them is the root.
        root ??= thing.path.slice(0, Math.max(0, thing.path.lastIndexOf('/')));
        if (words === undefined && thing.type !== 'file') places.push(thing);
        if (matches(thing, filter, root)) found.set(thing.key, thing);
      }
      if (pages >= mostPages) return false;
    }
    return true;
  }

  let complete = await look(null);
  const top = new Set([...places.map(({ key }) => key), ...found.keys()]);
  const words = filter.title ?? filter.folder;
  if (complete && words !== null && context.inferences.nameFilterMayReachBelow) {
    complete = await look(null, nameFilter(words));
    // A folder asked for by its name is offered with what lies in it.
    const folders = filter.title === null ? [...found.values()].filter(({ type }) => type === 'folder') : [];
    if (complete && [...found.keys()].some((key) => !top.has(key))) {
      for (const folder of folders) complete = complete && (await look(folder));
      return { things: [...found.values()], complete };
    }
  }
  for (let place = places.shift(); place !== undefined; place = places.shift()) {
    if (pages >= mostPages) complete = false;
    if (!complete) break;
    complete = await look(place);
  }
  return { things: [...found.values()], complete };
}
