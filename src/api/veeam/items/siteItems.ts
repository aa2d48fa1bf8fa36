import type { RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { credentialProperties, plainSpelling } from '../workloads/restoreCredential.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import { documentsBelow, listed } from './fileListing.ts';
import type { ItemPart, ItemTable } from './itemTable.ts';

const sitePath = (sessionId: string, { id }: RestoreObject): string =>
  `/RestoreSessions/${sessionId}/organization/sites/${id}`;

/** What all restores below a site take (vb365.md §5.4). Permissions stay as they are now. */
const common = (context: VeeamContext, { options }: RunContext) => ({
  documentVersion: options.allVersions ? 'All' : 'Last',
  documentLastVersionAction: options.changedItems ? 'Overwrite' : 'Merge',
  restorePermissions: false,
  sendSharedLinksNotification: false,
  ...credentialProperties(context.credential, { ...plainSpelling, impersonates: false }),
});

/** Documents or folders, all that were picked in one call. */
const restoreOf =
  (things: 'documents' | 'folders'): ItemPart['restore'] =>
  (context, version, sessionId, site, run) =>
    version.action(`${sitePath(sessionId, site)}/${things}`, 'restore', {
      [things]: site.items,
      ...common(context, run),
    });

/** Folders pass as documents, as in a OneDrive (vb365.md §5.6). */
const operatorRestore: ItemPart['operatorRestore'] = (version, sessionId, site, { options }) =>
  version.action(`${sitePath(sessionId, site)}/documents`, 'operatorRestore', {
    // A document has a size and no type, a folder the other way round.
    documentsRestoreConfigs: site.items.map(({ type: _, ...thing }) => ({ document: { sizeBytes: 0, ...thing } })),
    documentVersion: options.allVersions ? 'All' : 'Last',
    documentLastVersionAction: options.changedItems ? 'Overwrite' : 'Merge',
    restoreChangedItems: options.changedItems,
    restoreDeletedItems: options.missingItems,
    restorePermissions: false,
    sendSharedLinksNotification: false,
  });

/** A library or list, one call each. Portal operators have none (vb365.md §5.4). What is missing always comes back. */
const whole = (place: 'libraries' | 'lists', part: 'library' | 'list'): ItemPart => ({
  browse: (context, sessionId, site) => listed(context, `${sitePath(sessionId, site)}/${place}`, 'container', part),
  restore: (context, version, sessionId, site, run) =>
    version.action(`${sitePath(sessionId, site)}/${place}/${String(site.items[0]?.id)}`, 'restore', {
      deletedItems: true,
      changedItems: run.options.changedItems,
      restoreListViews: false,
      ...common(context, run),
    }),
});

const folder: ItemPart = {
  browse: (context, sessionId, site) => listed(context, `${sitePath(sessionId, site)}/folders`, 'container', 'folder'),
  restore: restoreOf('folders'),
  operatorRestore,
};

const document: ItemPart = {
  browse: (context, sessionId, site, filter) =>
    documentsBelow(context, sitePath(sessionId, site), ['libraries', 'folders'], filter),
  restore: restoreOf('documents'),
  operatorRestore,
};

/** What can be picked within a site. */
export const siteItemTable: ItemTable = {
  // No source tells how v5 lists what a site holds.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['changedItems', 'includeDeleted', 'allVersions'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        },
  operatorAbility: (version) =>
    version.hasPortal
      ? {
          options: ['missingItems', 'changedItems', 'includeDeleted', 'allVersions'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        }
      : null,
  parts: { library: whole('libraries', 'library'), list: whole('lists', 'list'), folder, document },
};
