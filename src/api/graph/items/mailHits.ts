import type { ItemFilter, RestorePoint, UtcInstant } from '../../../domain/terms.ts';
import type { GraphContext } from '../context.ts';
import type { Inferences } from '../inferences.ts';
import { searchReply } from '../replies/points.ts';
import { mailQuery } from './mailQuery.ts';

/** A granular restore of mail takes no more messages than this; the search has to be narrowed (graph.md §2.2). */
export const mostMailAtOnce = 1000;

/** What a search over a mailbox found. `searchResponseId` is what a restore of it names. */
export type MailHits = {
  readonly pointId: string;
  readonly total: number;
  readonly searchResponseId: string;
  readonly searchedAtUtc: UtcInstant;
};

/** The search for what a filter means. Exactly one mailbox can be searched at a time. */
export const searchBody = (
  point: RestorePoint,
  filter: ItemFilter,
  inferences: Pick<Inferences, 'containsIsLiteral'>,
) => ({
  protectionUnitIds: [point.ref.unitId ?? ''],
  protectionTimePeriod: { startDateTime: point.takenAtUtc },
  restorePointPreference: 'oldest' as const,
  artifactQuery: {
    artifactType: 'message' as const,
    queryExpression: mailQuery(filter, point.takenAtUtc, inferences),
  },
});

/**
 * Counts the messages of one mailbox that a filter matches at a restore point and that went or changed since. As in the documented
 * example, the period begins at the point and the oldest point in it is taken: that very one, as long as it is there. Null: there is none.
 */
export async function searchMail(
  { api, clock, inferences }: GraphContext,
  point: RestorePoint,
  filter: ItemFilter,
): Promise<MailHits | null> {
  const json = searchBody(point, filter, inferences);
  const searchedAtUtc = clock.now().toISOString();
  const call = { method: 'POST', path: '/restorePoints/search', json, repeatable: true } as const;
  const answer = await api.ask(searchReply, call);
  if ('fault' in answer) {
    if (answer.refused === 'InvalidProtectionUnitId') return null;
    throw answer.fault;
  }
  const { searchResponseId, searchResults } = answer.value;
  const [first] = searchResults;
  if (!first) return null;
  return { pointId: first.restorePoint.id, total: first.artifactHitCount ?? 0, searchResponseId, searchedAtUtc };
}
