import type { Destination, OptionKey, Workload } from '../../domain/terms.ts';
import type { Ability } from '../../ports/provider.ts';

/** What differs between mailboxes, OneDrives and sites. One place, so that no step asks for a workload by name. */
export type WorkloadTable = {
  readonly workload: 'exchange' | 'oneDrive' | 'sharePoint';
  /** Cast of the protection units. */
  readonly units: string;
  /** The property of a unit that holds a target's id. */
  readonly unitKey: 'directoryObjectId' | 'siteId';
  readonly sessions: string;
  /** Name of the artifacts in bodies and as a collection. */
  readonly artifacts: string;
  /** `@odata.type` of a session in lower case, because its case varies (graph.md §3). */
  readonly sessionType: string;
  /** Express points exist for drives and sites only. */
  readonly hasFastPoints: boolean;
  /** Kinds of targets that can never be protected: mailboxes of groups and rooms, and public folders (graph.md §2.1). */
  readonly neverHas: 'someMailboxes' | null;
  /** Mail tells how many items came back; drives and sites count as one each. */
  readonly countsItems: boolean;
  readonly ability: Ability;
  /** How single items are restored: mail a search found, or things of a browse session. */
  readonly granular:
    | { readonly kind: 'mail'; readonly artifacts: string }
    | { readonly kind: 'things'; readonly artifacts: string; readonly browseSessions: string };
};

// Nothing can be chosen: what is missing and what changed comes back together (graph.md §7.6).
const options: readonly OptionKey[] = [];
const destinations: readonly Destination[] = ['inPlace', 'new'];

const exchange: WorkloadTable = {
  workload: 'exchange',
  units: 'microsoft.graph.mailboxProtectionUnit',
  unitKey: 'directoryObjectId',
  sessions: 'exchangeRestoreSessions',
  artifacts: 'mailboxRestoreArtifacts',
  sessionType: '#microsoft.graph.exchangerestoresession',
  hasFastPoints: false,
  neverHas: 'someMailboxes',
  countsItems: true,
  granular: { kind: 'mail', artifacts: 'granularMailboxRestoreArtifacts' },
  // Only what changed or went since comes back; newer mail stays (graph.md §7.6).
  ability: {
    options,
    destinations,
    manner: { inPlace: 'merge', new: 'merge' },
    notices: {
      inPlace: ['drafts', 'unchanged', 'hold', 'atOnce'],
      new: ['newFolder', 'drafts', 'unchanged', 'hold', 'atOnce'],
    },
  },
};

/** Going back in place loses everything newer, permissions too (graph.md §7.7); so a copy is what is offered first. */
const placeAbility = {
  options,
  destinations,
  manner: { inPlace: 'rollback', new: 'merge' },
  preferred: 'new',
} as const satisfies Ability;

const oneDrive: WorkloadTable = {
  workload: 'oneDrive',
  units: 'microsoft.graph.driveProtectionUnit',
  unitKey: 'directoryObjectId',
  sessions: 'oneDriveForBusinessRestoreSessions',
  artifacts: 'driveRestoreArtifacts',
  sessionType: '#microsoft.graph.onedriveforbusinessrestoresession',
  hasFastPoints: true,
  neverHas: null,
  countsItems: false,
  granular: {
    kind: 'things',
    artifacts: 'granularDriveRestoreArtifacts',
    browseSessions: 'oneDriveForBusinessBrowseSessions',
  },
  ability: {
    ...placeAbility,
    notices: {
      inPlace: ['notLocked', 'recycleBin', 'hold', 'atOnce'],
      new: ['newPlaceRights', 'newPlaceReadOnly', 'recycleBin', 'hold', 'atOnce'],
    },
  },
};

const sharePoint: WorkloadTable = {
  workload: 'sharePoint',
  units: 'microsoft.graph.siteProtectionUnit',
  unitKey: 'siteId',
  sessions: 'sharePointRestoreSessions',
  artifacts: 'siteRestoreArtifacts',
  sessionType: '#microsoft.graph.sharepointrestoresession',
  hasFastPoints: true,
  neverHas: null,
  countsItems: false,
  granular: {
    kind: 'things',
    artifacts: 'granularSiteRestoreArtifacts',
    browseSessions: 'sharePointBrowseSessions',
  },
  ability: {
    ...placeAbility,
    notices: {
      inPlace: ['notLocked', 'recycleBin', 'holdNeedsNewPlace', 'atOnce'],
      new: ['newPlaceRights', 'newPlaceReadOnly', 'recycleBin', 'atOnce'],
    },
  },
};

/** Teams chats and channels are not covered by this product (graph.md §7.15). */
export const workloadTables: Readonly<Record<Workload, WorkloadTable | null>> = {
  exchange,
  oneDrive,
  sharePoint,
  teams: null,
};
