import type { VendorErrorCode } from './http/refusal.ts';

/** How the API versions differ. Handlers ask this table; they do not compare versions. */

export type ApiVersion = 'v5' | 'v6' | 'v7' | 'v8';

export const allVersions: readonly ApiVersion[] = ['v5', 'v6', 'v7', 'v8'];

/** Kinds of objects in replies whose fields grew over the versions. */
export type Entity =
  | 'page'
  | 'error'
  | 'session'
  | 'sessionEvent'
  | 'user'
  | 'organization'
  | 'restorePoint'
  | 'mailFolder'
  | 'mailItem'
  | 'oneDriveDocument'
  | 'oneDriveFolder'
  | 'siteThing'
  | 'attachment'
  | 'site'
  | 'team'
  | 'channel'
  | 'channelPreview'
  | 'teamFile'
  | 'post'
  | 'tab'
  | 'node'
  | 'scopeItem'
  | 'effectiveScope'
  | 'portalSettings'
  | 'rbacUser';

export type VersionProfile = {
  version: ApiVersion;
  /** Explore, and other calls that make something. */
  createdStatus: 200 | 201;
  /** Calls without a reply body: stop, logout. */
  emptyStatus: 200 | 204;
  organizations: 'array' | 'page';
  restorePoints: 'array' | 'page';
  /** Whether ordinary restores hold the request until they are done, or run in a session of their own. */
  restores: 'blocking' | 'async';
  /** Whether links name the host. */
  absoluteLinks: boolean;
  /** Whether bulk mailbox restores by certificate need an impersonation account (seed 004), too. */
  bulkNeedsImpersonation: boolean;
  /** How `/token` says no. */
  tokenErrors: 'oauth' | 'message';
  /** Whether an antiforgery token is wanted unless switched off at sign-in. */
  antiforgery: boolean;
  throttlesTokens: boolean;
  /** `endTime` of a session that is still working. */
  endTimeWhileWorking: 'sentinel' | 'creationTime';
  /** Query parameter that names the folder whose mail is listed. */
  mailParentParameter: 'folderId' | 'parentId';
  /** Whether `extendedView` has to be asked for to see backup times (v6: on by default). */
  extendedViewDefault: boolean;
  /** Error codes a version knows; every other refusal has none. */
  errorCodes: readonly VendorErrorCode[] | 'all';
  /** Fields a version does not have yet, per kind of object. */
  hides: Partial<Record<Entity, readonly string[]>>;
};

const beforeV8: VersionProfile['hides'] = {
  error: ['stackTrace'],
  session: ['eTag'],
  sessionEvent: ['organizationId', 'backedUpOrganizationId', 'userId', 'groupId', 'siteId', 'teamId'],
  user: ['eTag', 'msid', 'assignedLicenses', 'dataLocation'],
  organization: ['msid', 'backedUpOrganizationId', 'isTeamsChatsOnline'],
  restorePoint: ['eTag', 'objectsEtag', 'immutabilityExpiresOn'],
  mailFolder: ['mailboxId'],
  mailItem: ['mailboxId'],
  oneDriveDocument: ['oneDriveId'],
  oneDriveFolder: ['oneDriveId'],
  siteThing: ['siteId'],
  attachment: ['siteId', 'itemId'],
  channel: ['teamId'],
  channelPreview: ['teamId', 'type'],
  teamFile: ['teamId'],
  post: ['teamId'],
  tab: ['teamId'],
  node: ['teamId', 'channelId'],
};

const beforeV7: VersionProfile['hides'] = {
  ...beforeV8,
  error: ['errorCode', 'stackTrace'],
  user: [...(beforeV8.user ?? []), 'onPremisesSid', 'office'],
  restorePoint: [...(beforeV8.restorePoint ?? []), 'isDeleted', 'isCopy'],
  organization: [...(beforeV8.organization ?? []), 'description'],
  oneDriveDocument: ['oneDriveId', 'isFolder'],
  oneDriveFolder: ['oneDriveId', 'isFolder'],
  siteThing: ['siteId', 'isFolder'],
  team: ['settings'],
  channel: ['teamId', 'type'],
  teamFile: ['teamId', 'uiVersion', 'channelId'],
  post: ['teamId', 'changeKey', 'isDeleted', 'channelId', 'parentId', 'parentChangeKey'],
  tab: ['teamId', 'channelId'],
  effectiveScope: ['teams'],
  portalSettings: ['restorePortalUri'],
};

const v8: VersionProfile = {
  version: 'v8',
  createdStatus: 201,
  emptyStatus: 204,
  organizations: 'page',
  restorePoints: 'page',
  restores: 'async',
  absoluteLinks: false,
  bulkNeedsImpersonation: false,
  tokenErrors: 'message',
  antiforgery: true,
  throttlesTokens: true,
  endTimeWhileWorking: 'sentinel',
  mailParentParameter: 'parentId',
  extendedViewDefault: false,
  errorCodes: 'all',
  hides: { page: ['totalCount'] },
};

const v7: VersionProfile = {
  ...v8,
  version: 'v7',
  createdStatus: 200,
  emptyStatus: 200,
  organizations: 'array',
  restores: 'blocking',
  errorCodes: ['ProxyOffline'],
  hides: beforeV8,
};

const v6: VersionProfile = {
  ...v7,
  version: 'v6',
  restorePoints: 'array',
  bulkNeedsImpersonation: true,
  antiforgery: false,
  mailParentParameter: 'folderId',
  extendedViewDefault: true,
  hides: beforeV7,
};

const v5: VersionProfile = {
  ...v6,
  version: 'v5',
  createdStatus: 201,
  absoluteLinks: true,
  tokenErrors: 'oauth',
  throttlesTokens: false,
  endTimeWhileWorking: 'creationTime',
};

export const profiles: Readonly<Record<ApiVersion, VersionProfile>> = { v5, v6, v7, v8 };

/** An object of a reply as this version has it: without the fields that came later. */
export function asOf<T extends object>(profile: VersionProfile, entity: Entity, full: T): Partial<T> {
  const hidden = profile.hides[entity];
  if (hidden === undefined) return full;
  return Object.fromEntries(Object.entries(full).filter(([name]) => !hidden.includes(name))) as Partial<T>;
}
