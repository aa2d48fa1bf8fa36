export const versionNames = ['v8', 'v7', 'v6', 'v5'] as const;
export type VersionName = (typeof versionNames)[number];

/** Everything that differs between versions of the API. Nothing else in this adapter asks which version it talks to. */
export type VersionTable = {
  readonly name: VersionName;
  /** From v7 a token needs `disable_antiforgery_token`, also when refreshed (vb365.md §1.2). */
  readonly antiforgery: boolean;
  /** `async`: a restore answers with a session at once; `blocking`: with the counts when it is done (§5.6). */
  readonly restores: 'async' | 'blocking';
  /** Whether organizations, users and restore points can be found by Microsoft's ids (§2, OA8). */
  readonly knowsObjectIds: boolean;
  /** Whether the server tells what changed since a token (`/Events`), and the statistics of a session. */
  readonly tellsChanges: boolean;
  readonly tellsStatistics: boolean;
  /** Whether exploring takes a repository. */
  readonly exploresRepository: boolean;
  /** Whether copying documents takes flags for missing and changed ones, as copying folders always does (OA7, OA8 RestCopyToDocuments). */
  readonly copiesDocumentsByFlags: boolean;
  /** Whether restore points are filtered by time and kind and come in pages; else all come at once (v6: OA6 RestorePoints). */
  readonly filtersPoints: boolean;
  /** Whether a portal operator can list the restore points of an object (v7). */
  readonly listsOperatorPoints: boolean;
  /** Whether a portal operator can restore teams (v7, §0). */
  readonly operatorTeams: boolean;
  /** Whether documents are listed together with folders (v7). */
  readonly includesFolders: boolean;
  /** How the folder is called whose mail is listed (§4: v6 `folderId`, later `parentId`). */
  readonly mailFolderParameter: 'folderId' | 'parentId';
  /** Whether there is a restore portal at all (v6). */
  readonly hasPortal: boolean;
  /** Whether several mailboxes go into one restore call (v6, seed 004). */
  readonly bulkMailboxes: boolean;
  /** A changing call as this version spells it: a path per action, or one `action` path with the action as property (v5). */
  action(resource: string, action: Action, body: Readonly<Record<string, unknown>> | null): ActionCall;
};

export type Action = 'explore' | 'restore' | 'restoreTo' | 'copyTo' | 'operatorRestore' | 'Stop';

export type ActionCall = { readonly path: string; readonly body: unknown };
