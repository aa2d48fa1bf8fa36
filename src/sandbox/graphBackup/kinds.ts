/** The three things Microsoft 365 Backup restores, and how the API names each. One place, so that no route spells a name itself. */
export const kinds = ['exchange', 'oneDrive', 'sharePoint'] as const;
export type Kind = (typeof kinds)[number];

export type KindNames = {
  /** Collection of restore sessions below the root. */
  readonly sessions: string;
  /** Of the whole objects of a session; `@delta` is added in PATCH. */
  readonly artifacts: string;
  readonly granular: string;
  /** As `@odata.type` spells it: SharePoint's differs in case from the metadata (graph.md §3). */
  readonly sessionType: string;
  readonly unitType: string;
  /** Last parts of a restore point id (graph.md §2.2). */
  readonly pointSuffix: string;
};

export const kindNames: Readonly<Record<Kind, KindNames>> = {
  exchange: {
    sessions: 'exchangeRestoreSessions',
    artifacts: 'mailboxRestoreArtifacts',
    granular: 'granularMailboxRestoreArtifacts',
    sessionType: '#microsoft.graph.exchangeRestoreSession',
    unitType: '#microsoft.graph.mailboxProtectionUnit',
    pointSuffix: '12_2',
  },
  oneDrive: {
    sessions: 'oneDriveForBusinessRestoreSessions',
    artifacts: 'driveRestoreArtifacts',
    granular: 'granularDriveRestoreArtifacts',
    sessionType: '#microsoft.graph.oneDriveForBusinessRestoreSession',
    unitType: '#microsoft.graph.driveProtectionUnit',
    pointSuffix: '14_1',
  },
  sharePoint: {
    sessions: 'sharePointRestoreSessions',
    artifacts: 'siteRestoreArtifacts',
    granular: 'granularSiteRestoreArtifacts',
    sessionType: '#microsoft.graph.sharepointRestoreSession',
    unitType: '#microsoft.graph.siteProtectionUnit',
    pointSuffix: '14_1',
  },
};
