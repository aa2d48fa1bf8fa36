import type { Target } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { HttpClient } from '../../../lib/http/httpTypes.ts';
import { sameText } from '../../replyFields.ts';
import type { VeeamContext } from '../context.ts';
import { faultOfReply } from '../faultTable.ts';
import { placesNamed } from '../lookUp/findPlaces.ts';
import { sameUrl } from '../lookUp/locatePlace.ts';
import { instantsAsPoints, listedPoints, type PointSource } from '../lookUp/pointSource.ts';
import { effectiveScopeReply, ownOrganizationReply, portalSettingsReply, type ScopeItem } from '../replies/operator.ts';
import { restorePointsReply } from '../replies/restorePoints.ts';
import type { PortalPerson } from '../settings.ts';
import type { VersionTable } from '../versions/versionTable.ts';
import type { WorkloadTable } from '../workloads/workloadTable.ts';
import { exploreOptions, type SignIn } from './signIn.ts';

/**
 * Grant `operator`: a person of the restore portal, with their own Entra token for `api://<portal app>/access_as_user` (vb365.md §1.5).
 * The backup server itself limits them to their scope and records who it was. Their token is asked for when needed and never kept here.
 */
export function portalOperatorSignIn(person: PortalPerson, http: HttpClient): SignIn {
  return {
    kind: 'portalOperator',
    key: `portalOperator:${person.objectId}`,
    hasReasons: true,
    async form(version) {
      return {
        grant_type: 'operator',
        client_id: `${person.objectId}.${person.tenantId}`,
        assertion: await person.token(await portalScope(http, version)),
      };
    },
    ability: (table, version, selection) => {
      if (selection === 'whole') return table.operatorAbility(version);
      return table.items?.operatorAbility(version) ?? null;
    },
    places: (context, _tenantId, kind, words) => placesInScope(context, kind, words),
    restores: () => 'async',
    reach: (context, table, _tenantId, target) => reach(context, table, person, target),
    exploreCall: (version, evidence, run, reason) => ({
      path: '/Organization/OperatorExplore',
      body: {
        ...exploreOptions(version, evidence, run),
        // One object: the seed's array is contradicted by all schemas (vb365.md §2).
        ...(evidence.scope === null ? {} : { scope: evidence.scope }),
        reason,
      },
    }),
    restoreCall(_context, table, version, evidence, run, reason) {
      const { explore, objects, part } = evidence;
      const [object] = objects;
      const call =
        part === null
          ? table.operatorRestore?.(version, explore.sessionId, objects, run)
          : object && table.items?.parts[part]?.operatorRestore?.(version, explore.sessionId, object, run);
      if (!call) throw new Fault('BACKUP_REFUSED', { effect: 'none', cause: new Error('not for portal operators') });
      return { path: call.path, body: { ...(call.body as object), reason } };
    },
  };
}

/** The scope people sign in for: the restore portal's own application, as the server tells it. Throws a `Fault` `BACKUP_PORTAL` without a portal. */
export const portalScope = async (http: HttpClient, version: VersionTable): Promise<string> =>
  `api://${await portalApplicationId(http, version)}/access_as_user`;

async function portalApplicationId(http: HttpClient, version: VersionTable): Promise<string> {
  const reply = await http.send({ method: 'GET', path: `/${version.name}/RestorePortalSettings` });
  if (reply.status !== 200) throw faultOfReply(reply, 'other');
  const settings = portalSettingsReply.safeParse(reply.body.kind === 'json' ? reply.body.value : null);
  if (!settings.success || !settings.data.isEnabled)
    throw new Fault('BACKUP_PORTAL', { effect: 'none', cause: new Error('the restore portal is not enabled') });
  return settings.data.applicationId;
}

async function reach(
  context: VeeamContext,
  table: WorkloadTable,
  person: PortalPerson,
  target: Target,
): ReturnType<SignIn['reach']> {
  const isOwn = sameText(target.id, person.objectId);
  const scope = isOwn ? null : await scopeItemOf(context, target);
  if (!isOwn && scope === null) return { kind: 'notInScope' };
  const organization = await context.api.read(ownOrganizationReply, '/Organization');
  const address = target.kind === 'team' ? target.id : addressOf(scope) || target.address;
  return {
    kind: 'found',
    organizationId: organization.id,
    byObjectId: target.kind !== 'site',
    address,
    // Portal operators restore what still exists only (vb365.md §7).
    live: true,
    // The session of an operator holds this object only, so nothing else can be mistaken for it.
    addressAt: async () => (target.kind === 'oneDrive' ? null : address),
    points: await pointsOf(context, table, scope, () => instantsAsPoints(organization)),
    scope,
  };
}

async function pointsOf(
  context: VeeamContext,
  table: WorkloadTable,
  scope: ScopeItem | null,
  otherwise: () => PointSource,
): Promise<PointSource> {
  const { listsOperatorPoints } = await context.api.version();
  if (!listsOperatorPoints) return otherwise();
  const query = { isCopy: false, ...(scope === null ? {} : { rbacItem: scope.id }) };
  const all = await context.api.read(restorePointsReply, '/Organization/LoggedInUser/RestorePoints', { query });
  return listedPoints(all.filter((point) => point[table.pointFlag] && !point.isCopy && !point.isLongTermCopy));
}

/** The sites or teams of the operator's effective scope that words can mean; somebody without a role has none. */
async function placesInScope(context: VeeamContext, kind: 'site' | 'team', words: string): Promise<readonly Target[]> {
  const scope = await context.api.readIfAllowed(effectiveScopeReply, '/Organization/LoggedInUser/EffectiveScope');
  const all: readonly Target[] =
    kind === 'site'
      ? (scope?.sites ?? []).map(({ site }) => ({ kind, id: site.id, name: site.title || site.url, address: site.url }))
      : (scope?.teams ?? []).map(({ team }) => ({ kind, id: team.id, name: team.displayName, address: team.mail }));
  return placesNamed(all, words);
}

/** The object of the operator's effective scope that is this target, or null. */
async function scopeItemOf(context: VeeamContext, target: Target): Promise<ScopeItem | null> {
  const scope = await context.api.readIfAllowed(effectiveScopeReply, '/Organization/LoggedInUser/EffectiveScope');
  if (scope === null) return null;
  if (target.kind === 'site')
    return scope.sites.find(({ site }) => sameText(site.id, target.id) || sameUrl(site.url, target.address)) ?? null;
  if (target.kind === 'team') return scope.teams.find(({ team }) => sameText(team.id, target.id)) ?? null;
  return scope.users.find(({ user }) => user.id.toLowerCase().startsWith(target.id.toLowerCase())) ?? null;
}

const addressOf = (scope: ScopeItem | null): string => {
  if (scope === null) return '';
  if ('user' in scope) return (scope.user as { name: string }).name;
  return 'site' in scope ? (scope.site as { url: string }).url : '';
};
