import type { ConversationKey, RequestState, RestoreRequest } from '../domain/request.ts';
import type { Json, UtcInstant } from '../domain/terms.ts';
import type { Job } from './jobs.ts';
import type { StepRecord } from './provider.ts';

/** Where a person or a channel can be reached. Taken only from authenticated activities. */
export type ConversationReference = {
  readonly key: ConversationKey;
  readonly tenantId: string;
  readonly kind: 'personal' | 'group' | 'channel';
  /** The Entra object id of the person of a 1:1 chat; null otherwise. */
  readonly personId: string | null;
  readonly conversationId: string;
  readonly serviceUrl: string;
  /** The bot's and the person's ids in this channel, as Teams gave them. */
  readonly botId: string;
  readonly memberId: string | null;
  readonly locale: string;
  readonly zone: string;
};

/** One posted copy of a request's card. */
export type PostedCard = {
  readonly id: string;
  readonly requestId: string;
  readonly role: 'requester' | 'approver' | 'admin' | 'beneficiary' | 'origin' | 'channel';
  readonly personId: string | null;
  readonly conversationKey: ConversationKey;
  readonly activityId: string;
  /** Digest of what it shows, so that nothing unchanged is sent. */
  readonly digest: string;
};

/** A line of the audit trail before it is chained. Values that identify people go into `people`, everything else into `facts`. */
export type AuditEntry = {
  readonly atUtc: UtcInstant;
  readonly action: string;
  readonly requestId: string | null;
  readonly label: string | null;
  readonly revision: number | null;
  readonly actorId: string | null;
  readonly policyVersion: string | null;
  readonly facts: Readonly<Record<string, Json>>;
};

/** Which requests a list shows; newest first. */
export type RequestFilter = {
  readonly tenantId: string;
  readonly requesterId?: string;
  readonly states?: readonly RequestState[];
  readonly limit: number;
};

/**
 * One unit of work: everything read and written here is one transaction. `requests.get` locks the row until the unit ends,
 * so two units never decide on the same state.
 */
export type Unit = {
  readonly requests: {
    get(id: string): Promise<RestoreRequest | null>;
    byNumber(tenantId: string, number: number): Promise<RestoreRequest | null>;
    list(filter: RequestFilter): Promise<readonly RestoreRequest[]>;
    /** Other requests whose run is open on one of these targets. */
    withOpenRunOn(tenantId: string, targetIds: readonly string[]): Promise<readonly RestoreRequest[]>;
    insert(request: RestoreRequest): Promise<void>;
    save(request: RestoreRequest): Promise<void>;
    /** The next number of a tenant, never given twice. */
    nextNumber(tenantId: string): Promise<number>;
  };
  readonly steps: {
    /** The journal of a run, oldest first. */
    of(runId: string): Promise<readonly StepRecord[]>;
    open(runId: string, requestId: string, step: Omit<StepRecord, 'result'>): Promise<void>;
    close(runId: string, name: string, attempt: number, result: Json): Promise<void>;
    /** Notes that every provider session of a run was closed. */
    sessionsClosed(runId: string): Promise<void>;
    /** Runs that have steps, whose sessions were not noted as closed, and whose request is not starting, running or in attention. */
    runsLeftOpen(): Promise<readonly { readonly requestId: string; readonly runId: string }[]>;
    /** Forgets an open step that certainly did nothing. */
    drop(runId: string, name: string, attempt: number): Promise<void>;
  };
  readonly cards: {
    of(requestId: string): Promise<readonly PostedCard[]>;
    get(id: string): Promise<PostedCard | null>;
    put(card: PostedCard): Promise<void>;
    remove(id: string): Promise<void>;
  };
  readonly conversations: {
    get(key: ConversationKey): Promise<ConversationReference | null>;
    personal(tenantId: string, personId: string): Promise<ConversationReference | null>;
    byConversationId(tenantId: string, conversationId: string): Promise<ConversationReference | null>;
    put(reference: ConversationReference): Promise<void>;
    remove(key: ConversationKey): Promise<void>;
  };
  readonly clicks: {
    /** Remembers an accepted click; false when the very same click was accepted before. */
    remember(key: string, atUtc: UtcInstant): Promise<boolean>;
    seen(key: string): Promise<boolean>;
  };
  readonly audit: { append(entry: AuditEntry): Promise<void> };
  /** Small facts of the bot itself, such as `paused`. */
  readonly settings: { get(key: string): Promise<Json | null>; put(key: string, value: Json): Promise<void> };
  /** Enqueues a job in this transaction; it runs only if the unit commits. */
  enqueue(job: Job): Promise<void>;
};

/** The one store. A unit that throws changes nothing. */
export type Store = {
  transaction<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
  /** Counts commits since start; the bench and tests hold clicks to their budget with it. */
  commits(): number;
  close(): Promise<void>;
};
