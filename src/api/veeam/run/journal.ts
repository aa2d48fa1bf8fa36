import * as z from 'zod';
import type { Json } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import { partNames } from '../items/partNames.ts';

/** Any JSON, typed as ours. */
const json: z.ZodType<Json> = z.json();

const restoreObject = z.object({
  targetId: z.string(),
  id: z.string(),
  name: z.string(),
  address: z.string(),
  /** Items within it as the server lists them, because some calls take them whole; none for the whole object. */
  items: z.array(z.record(z.string(), json)).readonly().default([]),
});

/** What is known before an explore session is opened. `sinceUtc` is the server's time as far as its replies told it. */
export const exploreEvidence = z.object({
  organizationId: z.string(),
  type: z.enum(['Vex', 'Veod', 'Vesp', 'Vet']),
  backupTime: z.string(),
  repositoryId: z.string(),
  /** Whether the targets of this point go into one restore call. */
  together: z.boolean(),
  sinceUtc: z.string(),
  /** The one object of a portal operator's scope, as the server listed it. */
  scope: json.default(null),
});
export type ExploreEvidence = z.infer<typeof exploreEvidence>;

/** The explore session as the server told it. */
export const exploreResult = z.object({
  sessionId: z.string(),
  createdAtUtc: z.string(),
  organization: z.string(),
  initiatedBy: z.string(),
});
export type ExploreResult = z.infer<typeof exploreResult>;

/** What is needed to find a restore again: where it runs, since when (server's clock and change token), and exactly what it restores. */
export const restoreEvidence = z.object({
  explore: exploreResult,
  type: z.enum(['Vex', 'Veod', 'Vesp', 'Vet']),
  changeToken: z.string().nullable(),
  eventsBefore: z.number().int(),
  /** When it was called at the earliest, by the server's clock as far as its replies told it. */
  calledAtUtc: z.string().default(''),
  objects: z.array(restoreObject),
  /** Which kind of things within the one object; null for whole objects. */
  part: z.enum(partNames).nullable().default(null),
});
export type RestoreEvidence = z.infer<typeof restoreEvidence>;

const issue = z.object({ title: z.string(), path: z.string().nullable(), reason: z.string() });
const counts = z.object({ created: z.number(), merged: z.number(), skipped: z.number(), failed: z.number() });
export const objectOutcome = z.object({
  targetId: z.string(),
  state: z.enum(['completed', 'completedWithIssues', 'failed']),
  counts,
  issues: z.array(issue),
});
export type ObjectOutcome = z.infer<typeof objectOutcome>;

/** A restore that answered with a session, or one that blocked and answered with its outcome. */
export const restoreResult = z.union([
  z.object({ sessionId: z.string() }),
  z.object({ outcomes: z.array(objectOutcome) }),
]);
export type RestoreResult = z.infer<typeof restoreResult>;

/** Reads our own journal. A record that does not fit was written by another version of the bot. */
export function fromJournal<T>(schema: z.ZodType<T>, json: Json): T {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new Fault('UNEXPECTED', { effect: 'none', cause: new Error('journal record differs') });
  return parsed.data;
}
