import { getOrganization, getOrganizations, getOwnOrganization, getUsers } from './catalog/organizations.ts';
import { getHeld, getHeldUsers } from './catalog/pointContents.ts';
import { getProtectedSites, getProtectedTeams, getProtectedUsers } from './catalog/protectedObjects.ts';
import { getRestorePoint, getRestorePoints } from './catalog/restorePoints.ts';
import { getHealth, getRestorePortalSettings, getServiceInstance } from './catalog/service.ts';
import { driveRoutes } from './drives/driveRoutes.ts';
import { type Route, route } from './http/router.ts';
import { mailRoutes } from './mail/mailRoutes.ts';
import { getStatistics } from './restores/statistics.ts';
import { getChangeFeed } from './sessions/changeFeed.ts';
import { postDeviceCode } from './sessions/deviceCode.ts';
import {
  postJobExplore,
  postOperatorExplore,
  postOrganizationExplore,
  postOwnExplore,
  postRepositoryExplore,
} from './sessions/explore.ts';
import { getSessionEvent, getSessionEvents } from './sessions/sessionEvents.ts';
import { getSession, getSessionOrganization, getSessions, postStop } from './sessions/sessions.ts';
import {
  getEffectiveScope,
  getLoggedInUser,
  getOperatorInfo,
  getOwnRestorePoints,
  postAuthCode,
} from './signIn/operator.ts';
import { postLogout, postToken } from './signIn/tokens.ts';
import { siteRoutes } from './sites/siteRoutes.ts';
import { teamRoutes } from './teams/teamRoutes.ts';

const session = '/RestoreSessions/{restoreSessionId}';

const point = '/RestorePoints/{restorePointId}';
const v6Only = { audience: 'administrator', since: 'v5', until: 'v6' } as const;
const v7Only = { audience: 'administrator', since: 'v7', until: 'v7' } as const;

const pointContents: readonly Route[] = [
  route(`GET ${point}/mailboxes`, getHeld('exchange'), v6Only),
  route(`GET ${point}/onedrives`, getHeld('oneDrive'), v6Only),
  route(`GET ${point}/webs`, getHeld('sharePoint'), v6Only),
  route(`GET ${point}/teams`, getHeld('teams'), v6Only),
  route(`GET ${point}/protectedMailboxes`, getHeld('exchange'), v7Only),
  route(`GET ${point}/protectedOnedrives`, getHeld('oneDrive'), v7Only),
  route(`GET ${point}/protectedSites`, getHeld('sharePoint'), v7Only),
  route(`GET ${point}/protectedTeams`, getHeld('teams'), v7Only),
  route(`GET ${point}/protectedUsers`, getHeldUsers, v7Only),
];

/** Actions are paths of their own from v6 on; `v5Actions` leads v5's action bodies to the same handlers. */
const coreRoutes: readonly Route[] = [
  route('POST /token', postToken, { audience: 'anonymous' }),
  route('POST /token/logout', postLogout, { since: 'v7' }),
  route('POST /token/AuthCode', postAuthCode, { since: 'v7' }),
  route('GET /Health', getHealth, { audience: 'anonymous', since: 'v8' }),
  route('GET /ServiceInstance', getServiceInstance),
  route('GET /RestorePortalSettings', getRestorePortalSettings, { audience: 'anonymous', since: 'v6' }),

  route('GET /Organizations', getOrganizations, { audience: 'administrator' }),
  route('GET /Organizations/{organizationId}', getOrganization, { audience: 'administrator' }),
  route('GET /Organizations/{organizationId}/Users', getUsers, { audience: 'administrator' }),
  route('GET /Organization', getOwnOrganization),
  route('GET /Organization/LoggedInUser', getLoggedInUser, { audience: 'operator', since: 'v6' }),
  route('GET /Organization/LoggedInUser/OperatorInfo', getOperatorInfo, { audience: 'operator', since: 'v6' }),
  route('GET /Organization/LoggedInUser/EffectiveScope', getEffectiveScope, { audience: 'operator', since: 'v6' }),
  route('GET /Organization/LoggedInUser/RestorePoints', getOwnRestorePoints, { audience: 'operator', since: 'v7' }),
  route('GET /RestorePoints', getRestorePoints, { audience: 'administrator' }),
  route('GET /RestorePoints/{restorePointId}', getRestorePoint, { audience: 'administrator' }),
  ...pointContents,
  route('GET /ProtectedUsers', getProtectedUsers, { audience: 'administrator', since: 'v8' }),
  route('GET /ProtectedSites', getProtectedSites, { audience: 'administrator', since: 'v8' }),
  route('GET /ProtectedTeams', getProtectedTeams, { audience: 'administrator', since: 'v8' }),

  route('POST /Organizations/{organizationId}/explore', postOrganizationExplore, {
    audience: 'administrator',
    since: 'v6',
  }),
  route('POST /Organization/Explore', postOwnExplore, { audience: 'tenant', since: 'v6' }),
  route('POST /Organization/OperatorExplore', postOperatorExplore, { audience: 'operator', since: 'v6' }),
  route('POST /Jobs/{jobId}/explore', postJobExplore, { audience: 'administrator', since: 'v6' }),
  route('POST /BackupRepositories/{repositoryId}/explore', postRepositoryExplore, {
    audience: 'administrator',
    since: 'v7',
  }),

  route('GET /RestoreSessions', getSessions),
  route(`GET ${session}`, getSession),
  route(`GET ${session}/organization`, getSessionOrganization),
  route(`GET ${session}/Events`, getSessionEvents),
  route(`GET ${session}/Events/{eventId}`, getSessionEvent),
  route(`GET ${session}/Statistics`, getStatistics, { since: 'v8' }),
  route(`POST ${session}/Stop`, postStop, { since: 'v6' }),
  route(`POST ${session}/organization/restoreDeviceCode`, postDeviceCode, { audience: 'notOperator', since: 'v6' }),
  route('GET /Events', getChangeFeed, { since: 'v8' }),
];

/** Every operation of every version. */
export const routes: readonly Route[] = [...coreRoutes, ...mailRoutes, ...driveRoutes, ...siteRoutes, ...teamRoutes];
