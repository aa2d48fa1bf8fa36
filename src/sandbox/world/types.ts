/**
 * The small world that all simulators share: one tenant, its people and data with a history, and the backups made of it.
 * Every instant ends in `Utc` and is ISO 8601 with milliseconds and `Z`, so that two of them compare as strings.
 */

export type Workload = 'exchange' | 'oneDrive' | 'sharePoint' | 'teams';

export type Person = {
  /** Entra object id. */
  id: string;
  displayName: string;
  userPrincipalName: string;
  mail: string;
  jobTitle: string;
  officeLocation: string;
  kind: 'member' | 'sharedMailbox';
  createdUtc: string;
  /** When the account was deleted; backups made before stay. */
  leftUtc: string | null;
  isBackedUp: boolean;
};

export type Group = {
  id: string;
  displayName: string;
  description: string;
  memberIds: string[];
  ownerIds?: string[];
  /** The site that belongs to it; it is a Microsoft 365 group then. */
  siteContainerId?: string;
};

/** What a backup holds as one object: a mailbox (or its archive), a OneDrive, a site, a team. */
export type Container = {
  id: string;
  workload: Workload;
  name: string;
  /** Entra object id of the person; null for sites and teams. */
  ownerId: string | null;
  email: string;
  url: string;
  isArchive: boolean;
  createdUtc: string;
  jobId: string;
  /** Site collection of a subsite; null at the top. */
  parentContainerId: string | null;
};

export type NodeKind = 'mailFolder' | 'folder' | 'library' | 'list' | 'channel';

/** A deletion, and the moment a restore brought it back. */
export type Deletion = { atUtc: string; undoneUtc: string | null };

/** What holds items: a mail folder, a folder, a library, a list, a channel. */
export type Folder = {
  id: string;
  containerId: string;
  parentId: string | null;
  kind: NodeKind;
  name: string;
  /** Mail only: the vendor's folder category and type. */
  category: string;
  type: string;
  createdUtc: string;
  deletions: Deletion[];
};

export type ItemKind = 'message' | 'appointment' | 'contact' | 'document' | 'listItem' | 'file' | 'post' | 'tab';

/** One state of an item. Two versions with the same `content` number are the same to a restore. */
export type ItemVersion = { atUtc: string; content: number; sizeBytes: number };

export type Item = {
  id: string;
  containerId: string;
  folderId: string;
  kind: ItemKind;
  /** Subject, file name or title. */
  name: string;
  /** Sender, author. */
  from: string;
  to: string;
  /** Oldest first, at least one; the first is the item's creation. */
  versions: ItemVersion[];
  deletions: Deletion[];
  /** Why restoring this item fails; null when it does not. */
  failure: string | null;
  isUnread: boolean;
  /** Posts: the number Teams gives them, and the post answered to. */
  number: number;
  parentNumber: number | null;
};

export type BackupJob = {
  id: string;
  name: string;
  repositoryId: string;
  workloads: readonly Workload[];
  /** The job whose data this one copies; null for a backup job. */
  copyOfJobId: string | null;
  /** First slot of a day in minutes after midnight UTC, and the distance of slots in hours. */
  firstSlotMinutes: number;
  everyHours: number;
  /** Older than this many days before the world's start only the day's first slot is kept. */
  denseDays: number;
};

export type RestorePoint = {
  id: string;
  jobId: string;
  repositoryId: string;
  /** As the backup product prints it: seven digits of a second. */
  backupTimeRaw: string;
  /** The same instant cut to milliseconds. */
  backupTimeUtc: string;
  workloads: readonly Workload[];
  isCopy: boolean;
};

/** What happened to the world after it was made; replayed when it is read back from disk. */
export type WorldChange =
  | { kind: 'itemRestored'; itemId: string; atUtc: string; content: number; sizeBytes: number; markUnread: boolean }
  | { kind: 'itemCopied'; itemId: string; atUtc: string; content: number; containerId: string; folderName: string }
  | { kind: 'itemDeleted'; itemId: string; atUtc: string }
  | { kind: 'itemChanged'; itemId: string; atUtc: string }
  | { kind: 'pointRemoved'; pointId: string }
  | { kind: 'personLeft'; personId: string; atUtc: string };

/** Everything needed to make the same world again. */
export type WorldJson = {
  seed: number;
  startUtc: string;
  utcOffsetMinutes: number;
  /** So many people more than the story needs, each with a small mailbox. */
  extraPeople: number;
  changes: WorldChange[];
};

export type World = {
  seed: number;
  /** The instant the history is relative to: "yesterday" is the day before it. */
  startUtc: string;
  /** Zone of the people in the story: "yesterday 16:20" is meant in it. */
  utcOffsetMinutes: number;
  extraPeople: number;
  tenant: { id: string; name: string; domain: string };
  people: Person[];
  groups: Group[];
  jobs: readonly BackupJob[];
  repositories: readonly { id: string; name: string }[];
  containers: Container[];
  folders: Map<string, Folder>;
  items: Map<string, Item>;
  removedPointIds: Set<string>;
  changes: WorldChange[];
};
