/**
 * Everything this adapter takes for granted that no public source states. One switch each, with the place that leaves it open
 * (`reference/vb365.md`), so that meeting a real server changes one line here and nothing else.
 */
export type Inferences = {
  /**
   * The session a v8 restore returns may be the explore session itself; then it keeps `Working` after the restore, and only the
   * statistics tell the end. False treats an equal id as a fault. Source: §5.6 "whether sessionId is a new session … is NOT stated".
   */
  readonly restoreMayReuseExploreSession: boolean;
  /** `RestorePoints?userId=` takes the `id` of `/Organizations/{id}/Users`, not the `msid`. Source: §2 filters; the schema says "User ID". */
  readonly pointsFilteredByUserId: boolean;
  /** `ProtectedUsers?restorePointId=` lists the people of a point with the address they had then. Source: §4 "matched by email". */
  readonly protectedUsersTellAddressAtPoint: boolean;
  /** `Users?userName=` narrows by exact address. Used to be quick only; the object id decides. Source: OA8 Users parameters. */
  readonly usersFilteredByAddress: boolean;
  /** An explore session's name ends with the point's time in US form and UTC. Source: §3 name formats [SEED0][SEED1]. */
  readonly exploreSessionNameHoldsPointTime: boolean;
  /**
   * A blocking restore that began leaves some event in its explore session within this time, so none means that it never began and may be
   * done again. Null: none proves nothing, an admin decides. Source: §3 events (what is logged, and when, is not documented), §5.6.
   */
  readonly blockingRestoreShowsEventsWithinSeconds: number | null;
  /** A blocking restore whose events have been quiet for this long has ended. Source: §5.6 (no end event is documented). */
  readonly blockingRestoreIsOverAfterQuietSeconds: number;
  /** v5's mailbox restore takes the options v6's bulk call takes. Source: §5.2 "Missing mandatory parameters: ExcludeDrafts" [ISS]. */
  readonly v5MailboxRestoreTakesOptions: boolean;
  /** HTTP statuses of a version that is served, asked without a token. Source: §0 "Detect". */
  readonly servedVersionStatuses: readonly number[];
};

export const defaultInferences: Inferences = {
  restoreMayReuseExploreSession: true,
  pointsFilteredByUserId: true,
  protectedUsersTellAddressAtPoint: true,
  usersFilteredByAddress: true,
  exploreSessionNameHoldsPointTime: true,
  blockingRestoreShowsEventsWithinSeconds: 300,
  blockingRestoreIsOverAfterQuietSeconds: 60,
  v5MailboxRestoreTakesOptions: true,
  servedVersionStatuses: [200, 401, 403],
};
