import { getChangeFeed } from './changeFeed.ts';
import { postDeviceCode } from './deviceCode.ts';
import { driveRoutes } from './driveRoutes.ts';
import {
  postJobExplore,
  postOperatorExplore,
  postOrganizationExplore,
  postOwnExplore,
  postRepositoryExplore,
} from './explore.ts';
import { mailRoutes } from './mailRoutes.ts';
import { getEffectiveScope, getLoggedInUser, getOperatorInfo, getOwnRestorePoints, postAuthCode } from './operator.ts';
import { getOrganization, getOrganizations, getOwnOrganization, getUsers } from './organizations.ts';
import { getProtectedSites, getProtectedTeams, getProtectedUsers } from './protectedObjects.ts';
import { getRestorePoint, getRestorePoints } from './restorePoints.ts';
import { type Route, route } from './router.ts';
import { getHealth, getRestorePortalSettings, getServiceInstance } from './service.ts';
import { getSessionEvent, getSessionEvents } from './sessionEvents.ts';
import { getSession, getSessionOrganization, getSessions, postStop } from './sessions.ts';
import { siteRoutes } from './siteRoutes.ts';
import { getStatistics } from './statistics.ts';
import { teamRoutes } from './teamRoutes.ts';
import { postLogout, postToken } from './tokens.ts';

const session = '/RestoreSessions/{restoreSessionId}';

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
