import type { ApiVersion } from './versions.ts';

export type SessionType = 'Vex' | 'Veod' | 'Vesp' | 'Vet';
export type LoginKind = 'administrator' | 'tenant' | 'operator';

/** A signed-in client. */
export type Login = {
  accessToken: string;
  refreshToken: string;
  kind: LoginKind;
  /** What sessions are "created under": the account name, the tenant, or the person's object id. */
  account: string;
  displayName: string;
  /** Entra object id; portal operators only. */
  personId: string | null;
  issuedUtc: string;
  expiresUtc: string;
  antiforgeryDisabled: boolean;
  isRevoked: boolean;
};

export type EventStatus = 'Running' | 'Success' | 'Warning' | 'Failed' | 'Cancelled' | 'Skipped';

export type SessionEvent = {
  id: string;
  order: number;
  type: 'None' | 'Restore' | 'View';
  status: EventStatus;
  startUtc: string;
  endUtc: string | null;
  title: string;
  message: string;
  /** Set on events about an item. */
  item: {
    name: string;
    type: string;
    sizeBytes: number;
    source: string;
    target: string;
    ownerId: string | null;
    siteId: string | null;
    teamId: string | null;
  } | null;
};

/** A restore session as the vendor lists it: one that browses a backup, or one that carries out a restore. */
export type Session = {
  id: string;
  kind: 'explore' | 'restore';
  type: SessionType;
  apiVersion: ApiVersion;
  account: string;
  name: string;
  initiatedBy: string;
  clientHost: string;
  scopeName: string;
  reason: string;
  createdUtc: string;
  endUtc: string | null;
  state: 'Working' | 'Stopped';
  result: 'Success' | 'Warning' | 'Failed';
  eTag: number;
  lastUsedUtc: string;
  /** The asked instant with seven digits, the repository asked for, and what the session shows. */
  askedTimeRaw: string;
  repositoryId: string | null;
  showDeleted: boolean;
  showAllVersions: boolean;
  /** Containers a portal operator chose; null: everything. */
  scopeContainerIds: string[] | null;
  deviceCodes: string[];
  events: SessionEvent[];
};

export type ItemOutcome = 'created' | 'merged' | 'skipped' | 'failed';

/** One item to restore: which state of it, and what came of it. */
export type RestoreTask = {
  itemId: string;
  targetIndex: number;
  content: number;
  sizeBytes: number;
  outcome: ItemOutcome | null;
  reason: string | null;
};

/** One mailbox, OneDrive, site or team a restore is about. */
export type RestoreTarget = {
  containerId: string;
  name: string;
  email: string;
  /** Time of the restore point it is restored from. */
  pointTimeUtc: string;
  /** Why the whole target could not be restored; `isSkipped` when that was allowed. */
  error: string | null;
  isSkipped: boolean;
};

/** What a restore was told to do, after defaults. Recorded as it is; holds no secret. */
export type RestoreOptions = {
  changedItems: boolean;
  missingItems: boolean;
  markUnread: boolean;
  /** `Keep` puts a second file beside the one that is there. */
  documentAction: 'Overwrite' | 'Keep';
  destination: { containerId: string; folder: string } | null;
  /** Everything else the client sent, without credentials. */
  asSent: Record<string, unknown>;
};

export type Restore = {
  id: string;
  /** Session its events go to: its own, or the explore session. */
  sessionId: string;
  exploreSessionId: string;
  apiVersion: ApiVersion;
  operation: string;
  account: string;
  initiatedBy: string;
  reason: string;
  credential: 'user' | 'deviceCode' | 'certificate' | 'operator';
  options: RestoreOptions;
  targets: RestoreTarget[];
  tasks: RestoreTask[];
  startedUtc: string;
  /** Tasks done so far. */
  doneCount: number;
  /** When the last item was done; the session stops a little later. */
  finishedUtc: string | null;
  isCancelled: boolean;
};

/** A restore session changed (v8 change feed). */
export type FeedEntry = { sequence: number; atUtc: string; sessionId: string; eTag: number };

export type TokenRequest = { atUtc: string; grantType: string; account: string; status: number };
export type UnknownProperty = { operation: string; property: string };

export type ServerState = {
  /** Changes when the server restarts: old change tokens are then outdated. */
  incarnation: string;
  logins: Login[];
  sessions: Session[];
  /** Sessions a restart of the service forgot; kept for the record only. */
  forgottenSessions: Session[];
  restores: Restore[];
  feed: FeedEntry[];
  feedSequence: number;
  tokenRequests: TokenRequest[];
  unknownProperties: UnknownProperty[];
};

/** A server nobody has talked to yet. */
export function emptyState(incarnation: string): ServerState {
  return {
    incarnation,
    logins: [],
    sessions: [],
    forgottenSessions: [],
    restores: [],
    feed: [],
    feedSequence: 0,
    tokenRequests: [],
    unknownProperties: [],
  };
}
