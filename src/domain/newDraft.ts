import type { Draft, RestoreRequest } from './request.ts';
import type { Person, ProviderName, UtcInstant } from './terms.ts';

/**
 * The fields a request begins with. A stored request that was written before a field existed reads as if it had had this value, so
 * every new field gets its honest beginning here and nowhere else.
 */
export const requestBeginnings = {
  number: null,
  revision: 1,
  state: 'draft',
  beneficiaries: [],
  preview: { kind: 'none' },
  narrowing: null,
  content: null,
  asked: [],
  approvalsNeeded: 1,
  decisions: [],
  unreachable: [],
  run: null,
  outcomes: [],
  faultCode: null,
  finishedAtUtc: null,
  origin: null,
} as const satisfies Partial<RestoreRequest>;

/** A request of which only the draft exists. */
export const newDraft = (begin: {
  readonly id: string;
  readonly requester: Person;
  readonly draft: Draft;
  readonly provider: ProviderName;
  readonly origin: string | null;
  readonly atUtc: UtcInstant;
}): RestoreRequest => ({
  ...requestBeginnings,
  id: begin.id,
  tenantId: begin.requester.tenantId,
  requester: begin.requester,
  draft: begin.draft,
  provider: begin.provider,
  origin: begin.origin,
  stateSinceUtc: begin.atUtc,
  createdAtUtc: begin.atUtc,
});
