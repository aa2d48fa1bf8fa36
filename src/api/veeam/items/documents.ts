import * as z from 'zod';
import type { ItemFilter } from '../../../domain/terms.ts';
import type { PickableItem } from '../../../ports/provider.ts';
import { sameText, text } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { pages } from '../pages.ts';
import { listOf, utcOf } from '../replies/common.ts';
import { thingsReply } from '../replies/places.ts';
import { credentialProperties, plainSpelling } from '../workloads/restoreCredential.ts';
import type { ItemTable } from './itemTable.ts';

const folders = listOf(z.object({ id: z.string().min(1), name: text }));
const described = z.object({ id: z.string(), name: text, modifiedBy: text, createdBy: text, modificationTime: text });

/** Documents below a OneDrive or a site, whole or of the folders with a name. */
async function* documentsOf(
  context: VeeamContext,
  path: string,
  filter: ItemFilter,
): AsyncGenerator<readonly PickableItem[]> {
  const parents: (string | null)[] = filter.folder === null ? [null] : [];
  if (filter.folder !== null)
    for await (const page of pages(context.api, folders, `${path}/folders`))
      parents.push(...page.filter((folder) => sameText(folder.name, filter.folder ?? '')).map((folder) => folder.id));
  for (const parentId of parents)
    for await (const page of pages(
      context.api,
      thingsReply,
      `${path}/documents`,
      parentId === null ? {} : { parentId },
    ))
      yield page.map((thing): PickableItem => {
        const { id, name, modifiedBy, createdBy, modificationTime } = described.parse(thing);
        const dateUtc = modificationTime === '' ? null : utcOf(modificationTime);
        return { id, kind: 'item', ref: thing, title: name, detail: modifiedBy || createdBy, dateUtc };
      });
}

const drivePath = (sessionId: string, id: string): string =>
  `/RestoreSessions/${sessionId}/organization/oneDrives/${id}`;
const sitePath = (sessionId: string, id: string): string => `/RestoreSessions/${sessionId}/organization/sites/${id}`;

/** Documents of a OneDrive (vb365.md §5.3): overwritten, or put beside what is there. */
export const driveDocumentTable: ItemTable = {
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['changedItems', 'includeDeleted'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        },
  browse: (context, sessionId, drive, filter) => documentsOf(context, drivePath(sessionId, drive.id), filter),
  restore: (context, version, sessionId, drive, { options }) =>
    version.action(`${drivePath(sessionId, drive.id)}/documents`, 'restore', {
      documents: drive.items,
      documentAction: options.changedItems ? 'Overwrite' : 'Keep',
      ...credentialProperties(context.credential, { ...plainSpelling, impersonates: false }),
    }),
};

/** Documents of a site (vb365.md §5.4). Permissions stay as they are now. */
export const siteDocumentTable: ItemTable = {
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['changedItems', 'includeDeleted', 'allVersions'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        },
  browse: (context, sessionId, site, filter) => documentsOf(context, sitePath(sessionId, site.id), filter),
  restore: (context, version, sessionId, site, { options }) =>
    version.action(`${sitePath(sessionId, site.id)}/documents`, 'restore', {
      documents: site.items,
      documentVersion: options.allVersions ? 'All' : 'Last',
      documentLastVersionAction: options.changedItems ? 'Overwrite' : 'Merge',
      restorePermissions: false,
      sendSharedLinksNotification: false,
      ...credentialProperties(context.credential, { ...plainSpelling, impersonates: false }),
    }),
};
