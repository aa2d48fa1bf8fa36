import { driveItemTable, restoreDriveAsOperator } from '../items/driveItems.ts';
import type { RestoreItem } from '../items/itemRef.ts';
import { locatePerson } from '../lookUp/locatePerson.ts';
import { sameUrl } from '../lookUp/locatePlace.ts';
import { pages } from '../pages.ts';
import { placesReply, thingsReply } from '../replies/places.ts';
import { findByPlace } from './findByPlace.ts';
import { newFolder } from './newFolder.ts';
import { credentialProperties, oneDriveSpelling, plainSpelling } from './restoreCredential.ts';
import type { WorkloadTable } from './workloadTable.ts';

/**
 * Whole OneDrives. There are no flags for missing and changed items: what is missing always comes back; a document that
 * changed is overwritten, or the older one is put beside it (`documentAction`, vb365.md §5.3).
 */
export const oneDrive: WorkloadTable = {
  workload: 'oneDrive',
  sessionType: 'Veod',
  pointFlag: 'isOneDrive',
  // The bulk call of v6 and v7 answers without any count (vb365.md §5.3), the call for one OneDrive with them.
  bulk: (version, run) => version.restores === 'async' && run.destination === 'inPlace',
  items: driveItemTable,
  countsItems: true,
  // No source tells how v5 restores a whole OneDrive.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['changedItems', 'includeDeleted'],
          destinations: ['inPlace', 'new'],
          manner: { inPlace: 'merge', new: 'merge' },
        },
  operatorAbility: (version) => driveItemTable.operatorAbility(version),
  // There is no call for a whole OneDrive, but documents and folders at its top can be listed, and folders pass as documents.
  async operatorItems(context, exploreSessionId, drive) {
    const version = await context.api.version();
    const top = `/RestoreSessions/${exploreSessionId}/organization/oneDrives/${drive.id}`;
    const items: RestoreItem[] = [];
    const query = version.includesFolders ? { parentId: 'root', includeFolders: true } : { parentId: 'root' };
    for await (const page of pages(context.api, thingsReply, `${top}/documents`, query)) items.push(...page);
    if (!version.includesFolders)
      for await (const page of pages(context.api, thingsReply, `${top}/folders`, { parentId: 'root' }))
        items.push(...page);
    return items;
  },
  operatorRestore: (version, exploreSessionId, [drive], run) =>
    restoreDriveAsOperator(version, exploreSessionId, drive, run),
  locate: (context, tenantId, target) =>
    locatePerson(context, tenantId, target, (user) => user.oneDrives?.[0]?.url ?? null),

  find: (context, exploreSessionId, plans) =>
    findByPlace(
      pages(context.api, placesReply, `/RestoreSessions/${exploreSessionId}/organization/oneDrives`),
      plans,
      (drive, plan) => {
        const known = plan.point?.ref.address ?? '';
        return known.includes('://')
          ? sameUrl(drive.url, known)
          : drive.url.toLowerCase().endsWith(personalPath(plan.target.address));
      },
      (drive, plan) => ({ targetId: plan.target.id, id: drive.id, name: drive.name, address: drive.url, items: [] }),
    ),

  restore(context, version, exploreSessionId, objects, run) {
    const drives = `/RestoreSessions/${exploreSessionId}/organization/oneDrives`;
    const { credential } = context;
    const documentAction = run.options.changedItems ? 'Overwrite' : 'Keep';
    const [drive] = objects;
    if (run.destination === 'new')
      return version.action(`${drives}/${drive?.id ?? ''}`, 'copyTo', {
        onedrive: { id: drive?.id ?? '', name: drive?.name ?? '', url: drive?.address ?? '' },
        folder: newFolder(run),
        documentVersion: 'Last',
        // A copy beside the original holds everything of that time.
        changedItems: true,
        deletedItems: true,
        restorePermissions: false,
        sendSharedLinksNotification: false,
        ...credentialProperties(credential, { ...plainSpelling, impersonates: false }),
      });
    if (this.bulk(version, run))
      return version.action(drives, 'restore', {
        oneDrives: objects.map(({ id, name, address }) => ({ id, name, url: address })),
        documentAction,
        skipUnresolved: false,
        ...credentialProperties(credential, oneDriveSpelling),
      });
    const properties = credentialProperties(credential, { ...plainSpelling, impersonates: false });
    return version.action(`${drives}/${drive?.id ?? ''}`, 'restore', { documentAction, ...properties });
  },
};

/**
 * How Microsoft 365 ends the address of a person's OneDrive: the sign-in name with `_` for what is no letter or digit. Used only where a
 * version tells nothing better, and then the look-up says that identity is by address.
 */
const personalPath = (address: string): string => `/personal/${address.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`;
