/**
 * What no public source settles (reference vb365.md §9, "(INF)") and what tests want to choose. Every inference of this
 * simulator has exactly one name here; tests run both ways.
 */
export type Switches = {
  /** A body property the vendor does not know: taken without a word (and recorded), or refused with 400. */
  unknownProperties: 'tolerate' | 'refuse';
  /** v8 and operator restores answer with a session of their own, or with the explore session's own id. */
  restoreSession: 'new' | 'explore';
  /** The token throttle of the vendor's REST service; real servers leave localhost out. */
  throttleTokens: boolean;
  /** Session lists, session events and the v8 change feed lag this far behind. */
  listingLagSeconds: number;
  /** How far the server's clock is off. */
  clockOffsetSeconds: number;
  /** A restore session nobody used for so long is stopped by the server. */
  sessionIdleMinutes: number;
  /** Whether stopping an explore session also stops the restores started from it. */
  stopExploreStopsRestores: boolean;
  /** Status when browsing a stopped session (500 was seen by v4/v5 clients), and when restoring from one. */
  browseStoppedStatus: number;
  restoreStoppedStatus: number;
  /** Whose id v8's `RestorePoints?userId=` takes: the server's own, or Microsoft's. */
  pointsUserId: 'own' | 'microsoft';
  /** What an absent `changedItems`/`deletedItems` means. */
  absentRestoreFlag: boolean;
  /** A mailbox without a live target and without `skipUnresolved`: fails in the result, or the request is refused. */
  unresolvedTarget: 'fail' | 'refuse';
  /**
   * Where the vendor's documents call `impersonationAccountName` required with a certificate (single mailboxes, whole sites, whole
   * teams; bulk mailboxes up to v6), a restore without it is refused – or, as nobody has seen that happen, let through.
   */
  certificateNeedsImpersonation: 'asDocumented' | 'never';
  /** Answer to a call whose token was asked for without `disable_antiforgery_token` (v7, v8). */
  antiforgeryStatus: 401 | 403;
  /** Server setting "restore operator authentication only": nothing else is served. */
  operatorAuthenticationOnly: boolean;
  /** The account needs a second factor, which the REST API does not know. */
  accountRequiresMfa: boolean;
  /** The account's password has expired. */
  accountPasswordExpired: boolean;
  /** v6/v7 bulk mailbox statistics: nested per mailbox (OpenAPI) or flat (seed 004). */
  bulkStatistics: 'nested' | 'flat';
  /** Whether `result` already turns while a session is still working. */
  resultTurnsWhileWorking: boolean;
  /** v8 statistics of a session that is still working: what is known so far, or 409. */
  statisticsWhileWorking: 'partial' | 'refuse';
  /** A page limit above 10,000. */
  overLimit: 'refuse' | 'clamp';
  /** Body of a refused request. */
  errorBody: 'json' | 'empty' | 'html';
  /** Status of an outdated change token (v8 `/Events`). */
  outdatedChangeTokenStatus: number;
  /** The explorers are missing on the server: no restore session can be started. */
  explorersMissing: boolean;
  /** Access tokens live so long; a server setting. */
  tokenLifetimeMinutes: number;
  /** Larger bodies are refused with 413. */
  maxBodyBytes: number;
};

export const defaultSwitches: Switches = {
  unknownProperties: 'tolerate',
  restoreSession: 'new',
  throttleTokens: true,
  listingLagSeconds: 0,
  clockOffsetSeconds: 0,
  sessionIdleMinutes: 30,
  stopExploreStopsRestores: false,
  browseStoppedStatus: 500,
  restoreStoppedStatus: 409,
  pointsUserId: 'own',
  absentRestoreFlag: true,
  unresolvedTarget: 'fail',
  certificateNeedsImpersonation: 'never',
  antiforgeryStatus: 403,
  operatorAuthenticationOnly: false,
  accountRequiresMfa: false,
  accountPasswordExpired: false,
  bulkStatistics: 'nested',
  resultTurnsWhileWorking: false,
  statisticsWhileWorking: 'partial',
  overLimit: 'refuse',
  errorBody: 'json',
  outdatedChangeTokenStatus: 400,
  explorersMissing: false,
  tokenLifetimeMinutes: 60,
  maxBodyBytes: 4 * 1024 * 1024,
};
