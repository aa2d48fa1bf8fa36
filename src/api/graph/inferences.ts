import type { Destination } from '../../domain/terms.ts';

/**
 * Everything this adapter takes for granted that no public source states. One switch each, with the place that leaves it open
 * (`reference/graph.md`), so that meeting a real tenant changes one line here and nothing else.
 */
export type Inferences = {
  /** `$filter=directoryObjectId eq …` and `siteId eq …` may work on protection units; false never tries. Source: §2.1 ⚠ #2. */
  readonly unitsFilteredById: boolean;
  /** An express (`fastRestore`) point is taken instead of a newer ordinary one when it is at most this much older. Source: §2.2, §6.4. */
  readonly fastPointMayBeOlderMinutes: number;
  /** A draft made by our app since the call, of exactly our artifacts, is ours. Source: §3 (no reason or tag on sessions). */
  readonly draftsNameTheirApplication: boolean;
  /** How long a lost draft may take to show in listings before it is made anew; a second draft restores nothing. Source: none. */
  readonly draftsShowWithinSeconds: number;
  /** A status we do not know counts as over when every artifact is. Source: §4 "treat … as terminal (inference)". */
  readonly unknownStatusEndsWithItsArtifacts: boolean;
  /** The address of a new place is waited for this long after the restore. Source: §4 "can take more than 15 minutes". */
  readonly newAddressWithinMinutes: number;
  /** How long to wait after `TooManyActiveRestoreSessions`. Source: §6.1 "Temporary error", no time is stated. */
  readonly queueRetrySeconds: number;
  /** How long a search over mail may be restored from; after that it is searched again. Source: §9 ⚠ #6, its life is not documented. */
  readonly searchResultsLastSeconds: number;
  /** `-contains` takes wildcards as text; false refuses texts with one. Source: §2.2, the older example. */
  readonly containsIsLiteral: boolean;
  /** `PitrDumpsterActionTriggeredTime` is when a message went or changed, which is what "since" means. Source: §2.2, the name alone. */
  readonly sinceIsWhenItWent: boolean;
  /** The name filter of a browse session may find things below the place it is asked for; false never tries. Source: §2.3 says neither. */
  readonly nameFilterMayReachBelow: boolean;
  /** Offboarding a unit removes its backups; false takes it for no longer backed up. Source: §2.1, the names of the states alone. */
  readonly offboardingRemovesBackups: boolean;
  /** Where chosen files and folders come back: v1.0 has no choice and does not say. Source: §3 ⚠ #3, `restoredItemPath`. */
  readonly chosenFilesGoTo: Destination;
};

export const defaultInferences: Inferences = {
  unitsFilteredById: true,
  fastPointMayBeOlderMinutes: 60,
  draftsNameTheirApplication: true,
  draftsShowWithinSeconds: 60,
  unknownStatusEndsWithItsArtifacts: true,
  newAddressWithinMinutes: 60,
  queueRetrySeconds: 300,
  searchResultsLastSeconds: 600,
  containsIsLiteral: true,
  sinceIsWhenItWent: true,
  nameFilterMayReachBelow: true,
  offboardingRemovesBackups: true,
  chosenFilesGoTo: 'new',
};
