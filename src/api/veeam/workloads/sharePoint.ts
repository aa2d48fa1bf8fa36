import { siteItemTable } from '../items/siteItems.ts';
import { locatePlace, sameUrl } from '../lookUp/locatePlace.ts';
import { pages } from '../pages.ts';
import { placesReply } from '../replies/places.ts';
import { findByPlace } from './findByPlace.ts';
import { credentialProperties, plainSpelling } from './restoreCredential.ts';
import type { WorkloadTable } from './workloadTable.ts';

/** Whole sites, one call each (vb365.md §5.4). Subsites are sites of their own; permissions and master pages stay as they are now. */
export const sharePoint: WorkloadTable = {
  workload: 'sharePoint',
  sessionType: 'Vesp',
  pointFlag: 'isSharePoint',
  bulk: () => false,
  items: siteItemTable,
  countsItems: false,
  // No source tells how v5 restores a whole site.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['missingItems', 'changedItems', 'includeDeleted', 'allVersions'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
        },
  // Only chosen documents and list items, never a whole site (vb365.md §5.6).
  operatorAbility: () => null,
  locate: (context, tenantId, target) =>
    locatePlace(context, tenantId, target, { path: '/ProtectedSites', filter: 'siteId' }),

  find: (context, exploreSessionId, plans) =>
    findByPlace(
      pages(context.api, placesReply, `/RestoreSessions/${exploreSessionId}/organization/sites`),
      plans,
      (site, plan) => sameUrl(site.url, plan.point?.ref.address ?? plan.target.address),
      (site, plan) => ({ targetId: plan.target.id, id: site.id, name: site.name, address: site.url, items: [] }),
    ),

  restore: (context, version, exploreSessionId, [site], { options }) =>
    version.action(`/RestoreSessions/${exploreSessionId}/organization/sites/${site?.id ?? ''}`, 'restore', {
      deletedItems: options.missingItems,
      changedItems: options.changedItems,
      documentVersion: options.allVersions ? 'All' : 'Last',
      documentLastVersionAction: options.changedItems ? 'Overwrite' : 'Merge',
      restoreListViews: false,
      restoreMasterPages: false,
      restorePermissions: false,
      restoreSubsites: false,
      sendSharedLinksNotification: false,
      ...credentialProperties(context.credential, plainSpelling),
    }),
};
