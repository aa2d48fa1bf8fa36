import * as z from 'zod';
import type { ItemFilter } from '../../../domain/terms.ts';
import type { PickableItem } from '../../../ports/provider.ts';
import { text } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { utcOf } from '../replies/common.ts';
import { thingsReply } from '../replies/places.ts';
import { type RestoreItem, refOf } from './itemRef.ts';
import { holds } from './itemTable.ts';
import type { PartName } from './partNames.ts';

/** What a document, folder, library, list, channel, file or tab tells of itself, whatever its kind calls it. */
const described = z.object({
  id: z.string(),
  name: text,
  displayName: text,
  modifiedBy: text,
  createdBy: text,
  modificationTime: text,
  modified: text,
});

/** A listed thing as one that can be picked. Containers have no author and no time of their own. */
export function toPickable(kind: PickableItem['kind'], part: PartName, thing: RestoreItem): PickableItem {
  const { id, name, displayName, modifiedBy, createdBy, modificationTime, modified } = described.parse(thing);
  const raw = kind === 'container' ? '' : modificationTime || modified;
  return {
    id,
    kind,
    ref: refOf(part, thing),
    title: name || displayName,
    detail: kind === 'container' ? '' : modifiedBy || createdBy,
    dateUtc: raw === '' ? null : utcOf(raw),
  };
}

/** Everything a path lists, as things of one kind. */
export async function* listed(
  context: VeeamContext,
  path: string,
  kind: PickableItem['kind'],
  part: PartName,
  query: Readonly<Record<string, string>> = {},
): AsyncGenerator<readonly PickableItem[]> {
  for await (const page of pages(context.api, thingsReply, path, query))
    yield page.map((thing) => toPickable(kind, part, thing));
}

/** Documents below a OneDrive or a site, of all of it or of the places whose name holds what was asked for. */
export async function* documentsBelow(
  context: VeeamContext,
  path: string,
  places: readonly string[],
  filter: ItemFilter,
): AsyncGenerator<readonly PickableItem[]> {
  if (filter.folder === null) return yield* listed(context, `${path}/documents`, 'item', 'document');
  const parents: string[] = [];
  for (const place of places)
    for await (const page of listed(context, `${path}/${place}`, 'container', 'folder'))
      parents.push(...page.filter((folder) => holds(folder.title, filter.folder)).map((folder) => folder.id));
  for (const parentId of parents) yield* listed(context, `${path}/documents`, 'item', 'document', { parentId });
}
