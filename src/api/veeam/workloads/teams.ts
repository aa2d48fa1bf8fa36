import { sameText } from '../../replyFields.ts';
import { teamItemTable } from '../items/teamItems.ts';
import { locatePlace } from '../lookUp/locatePlace.ts';
import { pages } from '../pages.ts';
import { teamsReply } from '../replies/places.ts';
import { findByPlace } from './findByPlace.ts';
import { credentialProperties, plainSpelling } from './restoreCredential.ts';
import type { WorkloadTable } from './workloadTable.ts';

/** Whole teams, several in one call (vb365.md §5.5). Members and settings stay as they are now: who left, left on purpose. */
export const teams: WorkloadTable = {
  workload: 'teams',
  sessionType: 'Vet',
  pointFlag: 'isTeams',
  bulk: () => true,
  items: teamItemTable,
  countsItems: true,
  // No source tells how v5 restores a whole team.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['missingItems', 'changedItems', 'includeDeleted'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
        },
  operatorAbility(version) {
    return version.operatorTeams ? this.ability(version) : null;
  },
  operatorRestore: (version, exploreSessionId, objects, { options }) =>
    version.action(`/RestoreSessions/${exploreSessionId}/organization/teams`, 'operatorRestore', {
      teams: objects.map(({ id, name }) => ({ id, displayName: name })),
      restoreMissingItems: options.missingItems,
      restoreChangedItems: options.changedItems,
      restoreMembers: false,
      restoreSettings: false,
      // Marked required by the schemas (vb365.md §5.5); empty means the operator's own rights.
      impersonationAccountName: '',
    }),
  locate: (context, tenantId, target) =>
    locatePlace(context, tenantId, target, { path: '/ProtectedTeams', filter: 'teamId' }),

  find: (context, exploreSessionId, plans) =>
    findByPlace(
      pages(context.api, teamsReply, `/RestoreSessions/${exploreSessionId}/organization/teams`),
      plans,
      (team, plan) => sameText(team.id, plan.target.id) || sameText(team.id, plan.point?.ref.address ?? ''),
      (team, plan) => ({
        targetId: plan.target.id,
        id: team.id,
        name: team.displayName,
        address: team.groupEmail,
        items: [],
      }),
    ),

  restore: (context, version, exploreSessionId, objects, { options }) =>
    version.action(`/RestoreSessions/${exploreSessionId}/organization/teams`, 'restore', {
      teams: objects.map(({ id, name }) => ({ id, displayName: name })),
      restoreMissingItems: options.missingItems,
      restoreChangedItems: options.changedItems,
      restoreMembers: false,
      restoreSettings: false,
      ...credentialProperties(context.credential, plainSpelling),
    }),
};
