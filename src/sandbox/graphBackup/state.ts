import type { Kind } from './kinds.ts';

export type DestinationType = 'inPlace' | 'new';

/** What came of one artifact, counted from the items it touched. `unchanged` were already as they should be. */
export type ItemCounts = { created: number; changed: number; removed: number; unchanged: number };

/** What a granular artifact brings back: mail a search found, or one thing of a browse session. */
export type Granular =
  | { readonly from: 'search'; readonly searchResponseId: string }
  | { readonly from: 'browse'; readonly browseSessionId: string; readonly itemKey: string };

export type ArtifactStatus = 'added' | 'scheduling' | 'inProgress' | 'succeeded' | 'failed';

export type Artifact = {
  readonly id: string;
  readonly unitId: string;
  readonly pointId: string;
  readonly pointTimeUtc: string;
  readonly destinationType: DestinationType;
  readonly granular: Granular | null;
  readonly createdUtc: string;
  status: ArtifactStatus;
  error: { code: string; message: string } | null;
  startUtc: string | null;
  endUtc: string | null;
  counts: ItemCounts | null;
  /** Mail: the folder things went to. Drives and sites: the site's new or old name and address. */
  restoredTo: { id: string; name: string; url: string } | null;
  /** Items of the world that it brought back. */
  restoredItemIds: readonly string[];
};

export type SessionStatus = 'draft' | 'activating' | 'active' | 'completed' | 'completedWithError' | 'failed';

export type RestoreSession = {
  readonly id: string;
  readonly kind: Kind;
  readonly createdUtc: string;
  readonly createdBy: { readonly applicationId: string; readonly userId: string | null };
  readonly jobType: 'standard' | 'granular';
  lastModifiedUtc: string;
  activatedUtc: string | null;
  completedUtc: string | null;
  status: SessionStatus;
  artifacts: Artifact[];
};

/** A search for mail whose result can be restored. */
export type MailSearch = {
  readonly id: string;
  readonly unitId: string;
  readonly itemIds: readonly string[];
  readonly madeUtc: string;
};

export type BrowseSession = {
  readonly id: string;
  readonly kind: 'oneDrive' | 'sharePoint';
  readonly unitId: string;
  readonly pointId: string;
  readonly pointTimeUtc: string;
  readonly createdUtc: string;
};

/** A site or drive that a restore to a new place made. */
export type RestoredSite = { readonly id: string; readonly name: string; readonly url: string };

export type State = {
  sessions: RestoreSession[];
  mailSearches: MailSearch[];
  browseSessions: BrowseSession[];
  restoredSites: RestoredSite[];
};

export const emptyState = (): State => ({ sessions: [], mailSearches: [], browseSessions: [], restoredSites: [] });
