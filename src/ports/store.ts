import type { AuditEntry } from '../domain/auditChain.ts';
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
  /** As the person's client last said it; null where it has not yet (installing says neither). */
  readonly locale: string | null;
  readonly zone: string | null;
};

/** One posted copy of a request's card. */
export type PostedCard = {
  readonly id: string;
  readonly requestId: string;
  readonly role: 'requester' | 'approver' | 'admin' | 'beneficiary' | 'origin' | 'channel' | 'approvers';
  readonly personId: string | null;
  readonly conversationKey: ConversationKey;
  readonly activityId: string;
  /** Digest of what it shows, so that nothing unchanged is sent. */
  readonly digest: string;
};

/** Where the audit trail ends: the number of its last line and that line's hash. */
export type AuditHead = { readonly number: number; readonly hash: string };

/** Which requests a list shows; newest first. */
export type RequestFilter = {
  readonly tenantId: string;
  readonly requesterId?: string;
  readonly states?: readonly RequestState[];
  readonly limit: number;
};

/**
 * One unit of work: everything read and written here is one transaction. `requests.get` and `byNumber` lock the row until the
 * unit ends, so two units never decide on the same state. Keep it short and wait for nothing but the unit itself: on the embedded
 * database one unit runs at a time. A unit within a unit, or a unit used after its end, is an error.
 */
export type Unit = {
  readonly requests: {
    get(id: string): Promise<RestoreRequest | null>;
    byNumber(tenantId: string, number: number): Promise<RestoreRequest | null>;
    list(filter: RequestFilter): Promise<readonly RestoreRequest[]>;
    /**
     * Requests whose run is open on one of these targets. Asked before a run begins: it makes every other unit of the tenant that
     * asks wait until this one ends, so of two that look and then begin, the second sees what the first did.
     */
    withOpenRunOn(tenantId: string, targetIds: readonly string[]): Promise<readonly RestoreRequest[]>;
    /** Every request whose run is starting, running, or stopped and not yet at rest. */
    openRuns(tenantId: string): Promise<readonly RestoreRequest[]>;
    /** How many requests of a tenant are in each state; states nobody is in are left out. */
    countByState(tenantId: string): Promise<Readonly<Partial<Record<RequestState, number>>>>;
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
    /**
     * Runs that have steps, whose sessions were not noted as closed, and whose request is not starting, running or in attention; and
     * searches that were begun before an instant, as one that was begun later may be in use.
     */
    runsLeftOpen(
      searchesBeforeUtc: UtcInstant,
    ): Promise<readonly { readonly requestId: string; readonly runId: string }[]>;
    /** Which of these provider sessions the journal of another run names as the result of a step. */
    heldElsewhere(runId: string, sessionIds: readonly string[]): Promise<readonly string[]>;
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
    /** The newest reference of a tenant: channels the bot has not heard from share its service address. */
    newestOf(tenantId: string): Promise<ConversationReference | null>;
    put(reference: ConversationReference): Promise<void>;
    remove(key: ConversationKey): Promise<void>;
  };
  readonly clicks: {
    /** Remembers an accepted click and when; false when the very same click is remembered already, which makes it the newer one. */
    remember(key: string, atUtc: UtcInstant): Promise<boolean>;
    /** Whether the very same click was accepted at or after an instant. */
    seen(key: string, sinceUtc: UtcInstant): Promise<boolean>;
  };
  readonly audit: {
    /** Adds a line; it is chained at the end of the unit. */
    append(entry: AuditEntry): Promise<void>;
    /** The end of the chain as committed, or null while it is empty; kept outside the database it proves that no tail was cut. */
    head(): Promise<AuditHead | null>;
  };
  /** Small facts of the bot itself, such as `paused`. */
  readonly settings: {
    get(key: string): Promise<Json | null>;
    put(key: string, value: Json): Promise<void>;
    /** Sets it if it still is what was read (null: not there), and says whether it did; of several units at once one succeeds. */
    replace(key: string, from: Json | null, to: Json): Promise<boolean>;
  };
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
