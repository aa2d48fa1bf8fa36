import type { Destination } from '../../../domain/terms.ts';
import type { RunContext } from '../../../ports/provider.ts';
import type { ArtifactReply } from '../replies/sessions.ts';
import { type WorkloadTable, workloadTables } from '../workloadTable.ts';
import type { Wanted } from './journal.ts';

/** What a run puts into its session: whole places, mail a search found, or things of a browse session. A session holds one kind only. */
export type Shape = {
  readonly kind: 'whole' | 'mail' | 'things';
  /** Name in bodies. */
  readonly property: string;
  /** Collection of the session that lists them. */
  readonly list: string;
  /** One of them as the service takes it. */
  body(wanted: Wanted, destination: Destination): Readonly<Record<string, unknown>>;
  /** What the service knows one by: its restore point, or its item key. */
  keyOf(reply: Pick<ArtifactReply, 'id' | 'restorePoint'>): string;
  wantedKey(wanted: Wanted): string;
  /** Whether one is exactly what was wanted: a whole mailbox is not mail of it. */
  isThat(reply: ArtifactReply, wanted: Wanted): boolean;
};

const byPoint = {
  keyOf: ({ restorePoint }: Pick<ArtifactReply, 'restorePoint'>) => restorePoint,
  wantedKey: ({ pointId }: Wanted) => pointId,
  isThat: ({ restorePoint, searchResponseId }: ArtifactReply, wanted: Wanted) =>
    restorePoint === wanted.pointId && searchResponseId === wanted.searchResponseId,
};

const whole = ({ artifacts }: WorkloadTable): Shape => ({
  kind: 'whole',
  property: artifacts,
  list: artifacts,
  body: ({ pointId }, destinationType) => ({ restorePoint: { id: pointId }, destinationType }),
  ...byPoint,
});

/** Mail is listed among the whole mailboxes (graph.md §3). */
const mail = ({ artifacts, granular }: WorkloadTable): Shape => ({
  kind: 'mail',
  property: granular.artifacts,
  list: artifacts,
  body: ({ pointId, searchResponseId }, destinationType) => ({
    restorePoint: { id: pointId },
    destinationType,
    searchResponseId,
  }),
  ...byPoint,
});

/** The key goes into `id`; v1.0 knows no destination here (graph.md §3). */
const things = ({ granular }: WorkloadTable): Shape => ({
  kind: 'things',
  property: granular.artifacts,
  list: granular.artifacts,
  body: ({ browseSessionId, itemKey }) => ({ browseSessionId, id: itemKey }),
  keyOf: ({ id }) => id,
  wantedKey: ({ itemKey }) => itemKey,
  isThat: ({ id, browseSessionId }, wanted) => id === wanted.itemKey && browseSessionId === wanted.browseSessionId,
});

/** The shape of what a run restores. */
export function shapeOf(table: WorkloadTable, { selection }: Pick<RunContext, 'selection'>): Shape {
  if (selection.kind === 'whole') return whole(table);
  return table.granular.kind === 'mail' ? mail(table) : things(table);
}

/** Whether a run restores files or folders that were chosen; it needs a browse session then. */
export const restoresThings = ({ selection, workload }: Pick<RunContext, 'selection' | 'workload'>): boolean =>
  selection.kind === 'items' && workloadTables[workload]?.granular.kind === 'things';
