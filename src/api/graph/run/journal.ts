import * as z from 'zod';
import type { Json } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { RunContext, StepRecord } from '../../../ports/provider.ts';

const wanted = z.object({
  /** The target, or the item that was picked within it. */
  targetId: z.string(),
  pointId: z.string(),
  /** Mail of a search; empty for anything else. */
  searchResponseId: z.string().default(''),
  /** A thing of a browse session; empty for anything else. */
  browseSessionId: z.string().default(''),
  itemKey: z.string().default(''),
});
/** One artifact of a run. */
export type Wanted = z.infer<typeof wanted>;

/** One artifact, as the journal has it. */
export const wantedOf = (known: z.input<typeof wanted>): Wanted => wanted.parse(known);

/** Known before a browse session is made; `sessionId` is one that is there already. */
export const browseEvidence = z.object({
  step: z.literal('browse'),
  pointId: z.string(),
  sessionId: z.string().nullable(),
});
export type BrowseEvidence = z.infer<typeof browseEvidence>;
export const browseResult = z.object({ step: z.literal('browse'), sessionId: z.string() });
export type BrowseResult = z.infer<typeof browseResult>;

/** Known before a draft is made. `sinceUtc` is the server's time as far as its replies told it. */
export const draftEvidence = z.object({
  step: z.literal('draft'),
  artifacts: z.array(wanted),
  sinceUtc: z.string(),
  /** Chosen things, those too that do not fit into the first request: their keys are good in this session only. */
  all: z.array(wanted).nullable().default(null),
  /** When the mail was searched. */
  searchedAtUtc: z.string().nullable().default(null),
});
export type DraftEvidence = z.infer<typeof draftEvidence>;

export const draftResult = z.object({
  step: z.literal('draft'),
  sessionId: z.string(),
  createdAtUtc: z.string(),
  added: z.array(z.string()),
  all: z.array(wanted).nullable().default(null),
  searchedAtUtc: z.string().nullable().default(null),
});
export type DraftResult = z.infer<typeof draftResult>;

export const patchEvidence = z.object({ step: z.literal('patch'), sessionId: z.string(), artifacts: z.array(wanted) });
export type PatchEvidence = z.infer<typeof patchEvidence>;

/** Target ids that are in the draft now, and those the service would not take, with its code. */
export const patchResult = z.object({
  step: z.literal('patch'),
  added: z.array(z.string()),
  refused: z.array(z.object({ targetId: z.string(), code: z.string() })),
});
export type PatchResult = z.infer<typeof patchResult>;

export const activateEvidence = z.object({ step: z.literal('activate'), sessionId: z.string() });
export type ActivateEvidence = z.infer<typeof activateEvidence>;
export const activateResult = z.object({ step: z.literal('activate'), sessionId: z.string() });
export type ActivateResult = z.infer<typeof activateResult>;

/** Reads our own journal. A record that does not fit was written by another version of the bot. */
export function fromJournal<T>(schema: z.ZodType<T>, json: Json): T {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new Fault('UNEXPECTED', { effect: 'none', cause: new Error('journal record differs') });
  return parsed.data;
}

const resultsOf = <T>(run: Pick<RunContext, 'steps'>, schema: z.ZodType<T>): readonly T[] =>
  run.steps.flatMap((step) => schema.safeParse(step.result).data ?? []);

/** The draft of a run, once its step is journalled. */
export const draftOf = (run: Pick<RunContext, 'steps'>): DraftResult | null =>
  resultsOf(run, draftResult).at(-1) ?? null;

/** The browse session of a run, or null. */
export const browsedOf = (run: Pick<RunContext, 'steps'>): string | null =>
  resultsOf(run, browseResult).at(-1)?.sessionId ?? null;

/** The session of a run that was activated, or null. */
export const activatedSessionOf = (run: Pick<RunContext, 'steps'>): string | null =>
  resultsOf(run, activateResult).at(-1)?.sessionId ?? null;

export const patchesOf = (run: Pick<RunContext, 'steps'>): readonly PatchResult[] => resultsOf(run, patchResult);

/** What the service would not take into the draft: target id → its code. */
export const refusedOf = (run: Pick<RunContext, 'steps'>): ReadonlyMap<string, string> =>
  new Map(patchesOf(run).flatMap(({ refused }) => refused.map(({ targetId, code }) => [targetId, code] as const)));

/** The open step with this name, if any. */
export const openStepOf = (run: Pick<RunContext, 'steps'>): StepRecord | undefined =>
  run.steps.findLast((step) => step.result === null);
