import type { Narrowing } from './narrowing.ts';
import type { Quorum } from './policyRules.ts';
import type { Refusal } from './refusals.ts';
import type {
  AskedTime,
  Counts,
  Destination,
  ItemFilter,
  NoticeKey,
  Person,
  ProviderName,
  RestoreOptions,
  RestorePoint,
  Selection,
  Target,
  TargetOutcome,
  TargetPlan,
  UtcInstant,
  Workload,
} from './terms.ts';

export const requestStates = [
  'draft',
  'awaitingApproval',
  'approved',
  'waiting',
  'waitingForSignIn',
  'starting',
  'running',
  'completed',
  'completedWithIssues',
  'failed',
  'withdrawn',
  'rejected',
  'expired',
  'stopped',
  'needsAttention',
] as const;
export type RequestState = (typeof requestStates)[number];

/** States nothing leaves. */
export const finalStates = [
  'completed',
  'completedWithIssues',
  'failed',
  'withdrawn',
  'rejected',
  'expired',
  'stopped',
] as const satisfies readonly RequestState[];

/** Whether a request in this state can still change. */
export const isFinal = (state: RequestState): boolean => (finalStates as readonly RequestState[]).includes(state);

/** States in which the provider may be working for the request. */
export const runStates = ['starting', 'running', 'needsAttention'] as const satisfies readonly RequestState[];

/** What is to be restored. Complete before a request can be sent for approval. */
export type RequestContent = {
  readonly workload: Workload;
  readonly targets: readonly TargetPlan[];
  readonly selection: Selection;
  readonly askedTime: AskedTime;
  readonly destination: Destination;
  readonly options: RestoreOptions;
  readonly reason: string;
};

/** What the provider found for one target at the asked time. */
export type PointChoice = {
  readonly target: Target;
  readonly used: RestorePoint;
  readonly earlier: RestorePoint | null;
  readonly later: RestorePoint | null;
  readonly notes: readonly PointNote[];
};

/**
 * `askedAfterLast`: the asked time lies after the newest backup; `mailOnlyIdentity`: found by address only; `recycledAddress`: the address
 * may have been somebody else's then; `noLiveTarget`: only backups still hold it; `noLongerBackedUp`: there will be no newer backups;
 * `beingRemoved`: its backups are being removed.
 */
export type PointNote =
  | 'askedAfterLast'
  | 'mailOnlyIdentity'
  | 'recycledAddress'
  | 'noLiveTarget'
  | 'noLongerBackedUp'
  | 'beingRemoved';

/** Whether a person has to look at whose data it is, so that nothing is approved by itself. */
export const isInDoubt = (choices: readonly Pick<PointChoice, 'notes'>[]): boolean =>
  choices.some(({ notes }) => notes.some((note) => note !== 'askedAfterLast'));

/**
 * Whether the data was found by an address alone, so that it may be somebody else's from before. Whole restores are warned about and
 * approved by people; titles would be seen before anybody has looked, so they are not shown then.
 */
export const isFoundByAddress = (choices: readonly Pick<PointChoice, 'notes'>[]): boolean =>
  choices.some(({ notes }) => notes.includes('mailOnlyIdentity') || notes.includes('recycledAddress'));

/** What makes somebody an approver of a request: named, in a named group, manager of the owner, owner of the site or team. */
export type DecidesBecause = 'named' | 'group' | 'manager' | 'owner';

/** How far the look-up of a draft has come. The person sees exactly this. */
export type Preview =
  | { readonly kind: 'none' }
  | { readonly kind: 'looking'; readonly sinceUtc: UtcInstant }
  | {
      readonly kind: 'ready';
      readonly choices: readonly PointChoice[];
      /** `merge`: what is there stays; `rollback`: later changes are lost. */
      readonly manner: 'merge' | 'rollback';
      /** What the provider wants known of this destination. */
      readonly notices?: readonly NoticeKey[];
      readonly approvers: readonly Person[];
      /** Why each of them may decide, by id. */
      readonly why?: Readonly<Record<string, DecidesBecause>>;
      /** How many of them must approve, and why that many. */
      readonly quorum?: Quorum;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** One thing the reader of sentences wants the person to look at; `kind` is one of its issues (see `intent/types`). */
export type ReadingNote = {
  readonly kind: string;
  /** The words it is about; data. */
  readonly read: string | null;
  /** The other reading of the point in time, offered one click away. */
  readonly alternativeUtc: UtcInstant | null;
};

/** What a person has filled in so far; null where it was neither said nor filled. */
export type Draft = {
  readonly workload: Workload | null;
  /** Whose data: the requester, people by object id, or an address still to be resolved through the directory. */
  readonly forWhom: readonly (
    | { readonly by: 'me' }
    | { readonly by: 'id'; readonly id: string }
    | { readonly by: 'address'; readonly address: string }
    | { readonly by: 'name'; readonly name: string }
    /** A site or team that was chosen. */
    | { readonly by: 'place'; readonly id: string; readonly name: string; readonly address: string }
  )[];
  /** Only items that fit this are wanted, to be chosen once the backup is found; absent: the whole. */
  readonly only?: ItemFilter;
  readonly askedTime: AskedTime | null;
  readonly destination: Destination;
  readonly options: RestoreOptions;
  readonly reason: string;
  /** What the reader of sentences was unsure of; shown on the card, never decisive. */
  readonly readingNotes: readonly ReadingNote[];
};

export type Decision = {
  readonly by: Person;
  readonly verdict: 'approve' | 'reject';
  readonly revision: number;
  readonly reason: string | null;
  readonly atUtc: UtcInstant;
  readonly policyVersion: string;
};

/** What an admin needs to settle what the machine could not (design §3 `needsAttention`). */
export type Attention = {
  readonly step: string;
  readonly sinceUtc: UtcInstant;
  /** Provider sessions that may be ours, each with the facts that speak for it. */
  readonly candidates: readonly { readonly sessionId: string; readonly facts: readonly string[] }[];
  readonly explanation: string;
};

/** The execution of an approved request. `attempt` counts runs of the request, starting at 1. */
export type Run = {
  readonly id: string;
  readonly attempt: number;
  readonly provider: ProviderName;
  readonly startedAtUtc: UtcInstant;
  readonly counts: Counts;
  readonly totalItems: number | null;
  readonly attention: Attention | null;
  /** Set when a stopped run was followed to its rest; its counts are final then. */
  readonly atRest?: true;
  readonly allowedAgainAtUtc?: UtcInstant;
};

/** Where a message came from or goes to, by our own key (see `ports/store` conversations). */
export type ConversationKey = string;

export type RestoreRequest = {
  readonly id: string;
  /** `12` of `RR-12`; null until sent for approval. */
  readonly number: number | null;
  readonly tenantId: string;
  readonly revision: number;
  readonly state: RequestState;
  readonly stateSinceUtc: UtcInstant;
  readonly createdAtUtc: UtcInstant;
  /** When it was sent for approval; absent while it was not. */
  readonly sentAtUtc?: UtcInstant;
  readonly requester: Person;
  readonly beneficiaries: readonly Person[];
  readonly draft: Draft;
  readonly preview: Preview;
  /** Choosing items of a previewed draft; null when nobody is choosing. */
  readonly narrowing: Narrowing | null;
  /** Null until the look-up filled it. */
  readonly content: RequestContent | null;
  readonly provider: ProviderName;
  /** Who was asked to decide, and how many must approve. */
  readonly asked: readonly Person[];
  readonly approvalsNeeded: number;
  readonly decisions: readonly Decision[];
  /** When the policy itself approved, and which; absent when people decide. */
  readonly policyApproval?: { readonly atUtc: UtcInstant; readonly policyVersion: string };
  /** How often those asked about this revision were reminded. */
  readonly reminders?: number;
  /** Approvers who could not be reached, as told to the requester. */
  readonly unreachable: readonly Person[];
  readonly run: Run | null;
  /** Whose sign-in the request waits for, and since when they were asked; absent while it waits for nobody's. */
  readonly signIn?: { readonly personId: string; readonly sinceUtc: UtcInstant };
  readonly outcomes: readonly TargetOutcome[];
  /** Set while it waits for room in the backup product: how many that were approved earlier wait before it. */
  readonly queue?: { readonly before: number };
  /** Fault code of a failed request (see domain/faults). */
  readonly faultCode: string | null;
  readonly finishedAtUtc: UtcInstant | null;
  /** The conversation the request was asked in, when that was not the requester's 1:1 chat. */
  readonly origin: ConversationKey | null;
};

/** The number as people say it, such as `RR-12`; drafts have none. */
export const requestLabel = (request: Pick<RestoreRequest, 'number'>): string =>
  request.number === null ? 'RR-?' : `RR-${request.number}`;

/**
 * Who decided that the present revision is restored: the last who approved it. The requester where the policy asked nobody.
 */
export const deciderOf = (request: RestoreRequest): Person =>
  currentDecisions(request).findLast((decision) => decision.verdict === 'approve')?.by ?? request.requester;

/**
 * Who had decided when something was done at an instant, whatever was decided since; the requester where nobody had. Sessions of a run that
 * an earlier revision began are theirs.
 */
export const deciderAt = ({ decisions, requester }: RestoreRequest, atUtc: UtcInstant): Person =>
  decisions.findLast((decision) => decision.verdict === 'approve' && decision.atUtc <= atUtc)?.by ?? requester;

/** The decisions that count for the current revision. */
export const currentDecisions = (request: RestoreRequest): readonly Decision[] =>
  request.decisions.filter((decision) => decision.revision === request.revision);
