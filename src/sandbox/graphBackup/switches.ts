/**
 * What no public source settles (reference graph.md §11, "⚠" and "(inference)") and what tests want to choose. Every inference of this
 * simulator has exactly one name here.
 */
export type Switches = {
  /** State of the backup service in the tenant (§1). */
  serviceStatus: 'enabled' | 'disabled' | 'protectionChangeLocked' | 'restoreLocked';
  /** State of the calling app as controller (§1); null: it was never registered. */
  serviceApp: 'active' | 'inactive' | 'pendingActive' | 'pendingInactive' | null;
  /** #1: what an app that is no controller is told for everything but the root and service apps. */
  nonController: 'refuse' | 'allow';
  /** #2: whether `$filter` on ids of protection units works, or answers 400 or 501. */
  unitFilter: 'works' | 400 | 501;
  /** Entries of a page when the client names no `$top`. */
  pageSize: number;
  /** Links of the next page as the documentation shows them both ways (§3). */
  nextLinks: 'absolute' | 'relative';
  /** The order of the list of sessions is not documented. */
  sessionOrder: 'oldestFirst' | 'newestFirst';
  /** Active sessions at once (§4). */
  maximumActiveSessions: number;
  /** #4: the service's own limits are not documented; a test sets one. Null: none. */
  requestsPerMinute: number | null;
  /** How long each point is kept (§6.4). */
  retentionDays: number;
  /** Lists of sessions lag this far behind. */
  listingLagSeconds: number;
  /** Status a granular artifact shows while it works: the documentation has one outside the enumeration (§4). */
  granularWorkingStatus: 'inProgress' | 'unknown';
  /** #6: how long a search over mail can be restored from; null: for ever. */
  searchResultsLastSeconds: number | null;
  /** More messages than this are refused at once (§2.2); with which code is not documented. */
  mostMessages: number;
  /** #3: where chosen files and folders come back in v1.0. */
  granularDestination: 'newFolder' | 'inPlace';
  /** Whether the name filter of a browse session finds things below the place it is asked for (§2.3 says neither). */
  nameFilterReaches: 'here' | 'below';
  /** Whether every browse session has item keys of its own (§9). */
  itemKeysChange: boolean;
  /** Whether browse sessions fail to be made, as of a locked site (§2.3). */
  browseFails: boolean;
};

export const defaultSwitches: Switches = {
  serviceStatus: 'enabled',
  serviceApp: 'active',
  nonController: 'refuse',
  unitFilter: 'works',
  pageSize: 100,
  nextLinks: 'absolute',
  sessionOrder: 'oldestFirst',
  maximumActiveSessions: 25,
  requestsPerMinute: null,
  retentionDays: 365,
  listingLagSeconds: 0,
  granularWorkingStatus: 'inProgress',
  searchResultsLastSeconds: null,
  mostMessages: 1000,
  granularDestination: 'newFolder',
  nameFilterReaches: 'here',
  itemKeysChange: true,
  browseFails: false,
};

/** How fast this small world is; the real one takes 2 to 60 minutes for an artifact (§6.4). */
export type Speed = {
  /** From activating to the first artifact at work. */
  secondsToBegin: number;
  secondsPerArtifact: number;
  secondsPerItem: number;
  /** From the end of a restore to a new place until its address is told; "can take more than 15 minutes" (§4). */
  secondsToAddress: number;
  secondsToBrowse: number;
};

export const defaultSpeed: Speed = {
  secondsToBegin: 5,
  secondsPerArtifact: 120,
  secondsPerItem: 0.2,
  secondsToAddress: 15 * 60,
  secondsToBrowse: 20,
};
