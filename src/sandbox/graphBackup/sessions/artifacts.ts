import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { thingIdOf } from '../browse/keys.ts';
import { requirePoint } from '../catalog/search.ts';
import { invalid } from '../http/refusal.ts';
import type { Kind } from '../kinds.ts';
import { nowUtc, plusSeconds, type Simulator } from '../simulator.ts';
import type { Artifact, Granular, MailSearch } from '../state.ts';

/** The most artifacts of one request (graph.md §3). */
export const mostArtifacts = 50;

const type = z.string().optional();
const destination = z.enum(['inPlace', 'new']).optional();

/** A whole mailbox, drive or site, as a client adds it. */
export const wholeArtifact = z.strictObject({
  '@odata.type': type,
  restorePoint: z.strictObject({ '@odata.type': type, id: z.string() }).optional(),
  destinationType: destination,
});
/** Mail that a search found. */
export const mailArtifact = z.strictObject({
  ...wholeArtifact.shape,
  searchResponseId: z.string(),
});
/** A thing of a browse session; `id` is its item key. */
export const browsedArtifact = z.strictObject({ '@odata.type': type, browseSessionId: z.string(), id: z.string() });

export type Wanted = z.infer<typeof wholeArtifact> | z.infer<typeof mailArtifact> | z.infer<typeof browsedArtifact>;

/** Makes artifacts of what a client wants, or refuses as the service does. */
export function makeArtifacts(simulator: Simulator, kind: Kind, wanted: readonly Wanted[]): Artifact[] {
  return wanted.map((one) => ('browseSessionId' in one ? browsed(simulator, one) : fromPoint(simulator, kind, one)));
}

function fromPoint(
  simulator: Simulator,
  kind: Kind,
  wanted: z.infer<typeof wholeArtifact> | z.infer<typeof mailArtifact>,
): Artifact {
  if (wanted.destinationType === undefined) throw invalid('InvalidPathType', "Restore path type isn't present.");
  const point = requirePoint(simulator, wanted.restorePoint?.id ?? '');
  if (point.unit.kind !== kind) throw invalid('InvalidRestorePoint', 'Restore Point ID is invalid or empty.');
  const searchResponseId = 'searchResponseId' in wanted ? wanted.searchResponseId : null;
  const search = simulator.state.mailSearches.find((one) => one.id === searchResponseId);
  if (searchResponseId !== null) checkSearch(simulator, search, point.unit.id);
  const granular: Granular | null = searchResponseId === null ? null : { from: 'search', searchResponseId };
  const { id: pointId, timeUtc: pointTimeUtc, unit } = point;
  return added(simulator, {
    unitId: unit.id,
    pointId,
    pointTimeUtc,
    destinationType: wanted.destinationType,
    granular,
  });
}

/** A search of this mailbox that still lasts and did not find too much. */
function checkSearch(simulator: Simulator, search: MailSearch | undefined, unitId: string): void {
  const { searchResultsLastSeconds: lasts, mostMessages } = simulator.switches;
  const isOver = search && lasts !== null && plusSeconds(search.madeUtc, lasts) <= nowUtc(simulator);
  if (search?.unitId !== unitId || isOver) throw invalid('InvalidArtifactRequest', 'The search response is not known.');
  if (search.itemIds.length > mostMessages)
    throw invalid('InvalidArtifactRequest', 'There are too many items to restore.');
}

function browsed(simulator: Simulator, { browseSessionId, id: itemKey }: z.infer<typeof browsedArtifact>): Artifact {
  const session = simulator.state.browseSessions.find((one) => one.id === browseSessionId);
  const isOver = session !== undefined && plusSeconds(session.createdUtc, 3 * 86_400) <= nowUtc(simulator);
  if (!session || isOver) throw invalid('InvalidArtifactRequest', 'The browse session is not known.');
  if (thingIdOf(simulator, session, itemKey) === null)
    throw invalid('InvalidArtifactRequest', 'The item key is not known.');
  const { unitId, pointId, pointTimeUtc } = session;
  const granular: Granular = { from: 'browse', browseSessionId, itemKey };
  return added(simulator, { unitId, pointId, pointTimeUtc, destinationType: 'inPlace', granular });
}

const added = (
  simulator: Simulator,
  what: Pick<Artifact, 'unitId' | 'pointId' | 'pointTimeUtc' | 'destinationType' | 'granular'>,
): Artifact => ({
  id: randomUUID(),
  ...what,
  createdUtc: nowUtc(simulator),
  status: 'added',
  error: null,
  startUtc: null,
  endUtc: null,
  counts: null,
  restoredTo: null,
  restoredItemIds: [],
});

const keyOf = ({ pointId, granular }: Artifact): string =>
  granular?.from === 'browse' ? `${granular.browseSessionId} ${granular.itemKey}` : pointId;

/** Refuses a set of artifacts a session cannot hold: none, one twice, two destinations, whole and granular mixed. */
export function checkTogether(artifacts: readonly Artifact[]): void {
  if (artifacts.length === 0) throw invalid('InvalidArtifactRequest', 'There should be at least one restore artifact.');
  if (new Set(artifacts.map(keyOf)).size < artifacts.length)
    throw invalid('DuplicateArtifactInList', 'The restore artifact requested is already present.');
  if (new Set(artifacts.map(({ destinationType }) => destinationType)).size > 1)
    throw invalid('DifferentRestoreDestinationType', 'Different restore destination type.');
  if (new Set(artifacts.map(({ granular }) => granular?.from ?? 'whole')).size > 1)
    throw invalid('InvalidArtifactRequest', 'Granular and full artifacts cannot be mixed.');
}
