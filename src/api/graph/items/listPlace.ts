import type { GraphContext } from '../context.ts';
import { type EntryReply, entriesReply } from '../replies/browse.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import { pathOfSession } from './browseSession.ts';
import { pathOf } from './trail.ts';

/** A site, library, folder or file, with where it lies and what it lies in. */
export type Thing = {
  readonly key: string;
  readonly name: string;
  readonly type: 'site' | 'documentLibrary' | 'folder' | 'file';
  readonly path: string;
};

const types: readonly string[] = ['site', 'documentLibrary', 'folder', 'file'];
const isKnown = (type: string): type is Thing['type'] => types.includes(type);

/** A filter by name. What a person said stands between quotes only, a quote in it doubled (graph.md §2.3). */
export const nameFilter = (words: string): string => `(name -contains '${words.replaceAll("'", "''")}')`;

/**
 * What lies directly in a place, or at the top, page by page: the first is a POST, every other the GET of a link, which is followed on the
 * configured host only. Each page is one call.
 */
export async function* listPlace(
  { api }: GraphContext,
  table: WorkloadTable,
  sessionId: string,
  place: Thing | null,
  filter?: string,
): AsyncGenerator<readonly Thing[]> {
  const json = {
    ...(place === null ? {} : { browseLocationItemKey: place.key, browseResourceType: place.type }),
    ...(filter === undefined ? {} : { filter }),
  };
  const path = `${pathOfSession(table, sessionId)}/browse`;
  let page = await api.call(entriesReply, { method: 'POST', path, json, repeatable: true });
  for (;;) {
    yield page.value.flatMap((entry) => thingOf(entry, place));
    const link = page['@odata.nextLink'];
    if (!link) return;
    page = await api.call(entriesReply, api.next(link));
  }
}

function thingOf(entry: EntryReply, place: Thing | null): readonly Thing[] {
  const { itemKey, name, type } = entry;
  if (!isKnown(type) || itemKey === '') return [];
  return [{ key: itemKey, name, type, path: pathOf(entry, place?.path ?? '') }];
}
