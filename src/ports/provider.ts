import type { Attention } from '../domain/request.ts';
import type {
  AskedTime,
  Counts,
  Destination,
  FilterKey,
  ItemFilter,
  Json,
  NoticeKey,
  OptionKey,
  PickedItem,
  ProviderName,
  RestoreOptions,
  RestorePoint,
  Selection,
  Target,
  TargetOutcome,
  TargetPlan,
  UtcInstant,
  Workload,
} from '../domain/terms.ts';

/** What a provider can do for a workload; the request card offers exactly this. */
export type Ability = {
  readonly options: readonly OptionKey[];
  readonly destinations: readonly Destination[];
  /** `merge`: what is there stays; `rollback`: later changes are lost. By destination. */
  readonly manner: Readonly<Partial<Record<Destination, 'merge' | 'rollback'>>>;
  /** Where data goes unless somebody says otherwise; `inPlace` without it. */
  readonly preferred?: Destination;
  /** What is told at the moment of choice, by destination. */
  readonly notices?: Readonly<Partial<Record<Destination, readonly NoticeKey[]>>>;
  /** What items can be narrowed by; only in the ability of a selection of items. */
  readonly filters?: readonly FilterKey[];
  /** Where the filter `sinceUtc` matches when an item went or changed; how old it is without it. */
  readonly sinceMeans?: 'gone';
};

/** What the backup holds for one target around the asked time. */
export type PointLookUp =
  | {
      readonly kind: 'found';
      /** The latest point at or before the asked time, and its neighbours. */
      readonly used: RestorePoint;
      readonly earlier: RestorePoint | null;
      readonly later: RestorePoint | null;
      readonly askedAfterLast: boolean;
      /** Found by address because the API version has no object id; nothing is auto-approved then. */
      readonly mailOnlyIdentity: boolean;
      /** Only backups still hold it: what it would be restored into no longer exists. */
      readonly noLiveTarget?: true;
      /** What becomes of its backups, where they do not simply go on. */
      readonly protection?: 'noLongerBackedUp' | 'beingRemoved';
    }
  | { readonly kind: 'beforeFirst'; readonly firstUtc: UtcInstant }
  | { readonly kind: 'noBackups' }
  /** `someMailboxes`: some kinds of mailboxes, such as those of groups and rooms, never have backups at this provider. */
  | { readonly kind: 'notProtected'; readonly neverHas?: 'someMailboxes' }
  /** It had backups, and they were removed. */
  | { readonly kind: 'removed' }
  /** Outside of what the backup server lets this login restore. */
  | { readonly kind: 'notInScope' }
  | { readonly kind: 'several' };

/** An item a person can pick. `title` and `detail` are data of the person who owns it: shown to whoever may ask for it, and not kept beside `ref`. */
export type PickableItem = PickedItem & {
  /** `container`: a folder, library or channel, restored with everything in it. */
  readonly kind: 'item' | 'container';
  readonly title: string;
  /** Sender or author. */
  readonly detail: string;
  readonly dateUtc: UtcInstant | null;
};

/**
 * What a filter matches. `each`: items can be picked one by one. `all`: the provider tells how many match and no titles; all of them are
 * restored.
 */
export type ItemPage =
  /** `complete` is false when there are more items than were looked at. */
  | {
      readonly picks: 'each';
      readonly items: readonly PickableItem[];
      readonly total: number;
      readonly complete: boolean;
      /** The restore point they come from, where the one that was asked about cannot be looked into; it is the one to be approved then. */
      readonly point?: RestorePoint;
    }
  /** `most` is what the provider restores at once; null where it sets no limit. */
  | { readonly picks: 'all'; readonly total: number; readonly most: number | null };

/** One step of a run as the journal holds it. A step without `result` is open: what it did is not known yet. */
export type StepRecord = {
  readonly name: string;
  readonly attempt: number;
  /** Written before the call: what is needed to find its result again. */
  readonly evidence: Json;
  /** Written after the call; null while open. */
  readonly result: Json | null;
  readonly openedAtUtc: UtcInstant;
};

/**
 * Everything a provider may know of a run. Who asked and who decided are object ids, for providers that work with a person's own rights.
 */
export type RunContext = {
  readonly runId: string;
  /** `RR-12`; becomes part of the provider's own reason where it has one. */
  readonly label: string;
  readonly attempt: number;
  readonly tenantId: string;
  readonly requesterId: string;
  readonly deciderId: string;
  readonly workload: Workload;
  readonly targets: readonly TargetPlan[];
  readonly selection: Selection;
  readonly askedTime: AskedTime;
  readonly destination: Destination;
  readonly options: RestoreOptions;
  readonly reason: string;
  /** Steps of this attempt, oldest first. */
  readonly steps: readonly StepRecord[];
};

/** What the look just before a step says. */
export type Prepared =
  | { readonly kind: 'ready'; readonly evidence: Json }
  /** The approved point is gone or another would be used, or a filter matches more now than was approved: back for approval. */
  | { readonly kind: 'pointMoved'; readonly targets: readonly TargetPlan[]; readonly selection?: Selection };

/** How an open step was settled after a crash or an unknown answer. */
export type Settlement =
  | { readonly kind: 'done'; readonly result: Json }
  /** The provider certainly did nothing. */
  | { readonly kind: 'repeat' }
  | { readonly kind: 'lookAgain'; readonly afterSeconds: number }
  | { readonly kind: 'unproven'; readonly attention: Omit<Attention, 'sinceUtc' | 'step'> };

/** What following a run shows. */
export type Observation =
  | { readonly kind: 'working'; readonly counts: Counts; readonly totalItems: number | null }
  | { readonly kind: 'ended'; readonly outcomes: readonly TargetOutcome[] }
  /** The provider no longer knows the session. */
  | { readonly kind: 'lost' }
  /** It works with a person's rights who is not signed in here; what the run does is not known until then. */
  | { readonly kind: 'signInNeeded' };

/** How a provider that works with people's own rights gets them. Their tokens are in the memory of a process only. */
export type PeopleSignIn = {
  /** The name of the sign-in (OAuth connection) that gives the provider a token of a person. */
  readonly connection: string;
  /** Whose rights a run uses. Pure. */
  personOf(run: Pick<RunContext, 'requesterId' | 'deciderId' | 'targets'>): string;
  /** Whether this process can act for the person now. */
  has(personId: string): boolean;
};

/**
 * A backup product. Flows know this interface and nothing of products, versions or sign-ins.
 *
 * A run is a sequence of steps. For each, the flow asks `prepare` (reads only), journals the evidence, calls `perform` (exactly one
 * changing call) and journals the result. An open step found on resume is settled, never repeated on a guess.
 * Every method may throw a `Fault`; `perform` marks it `effect: 'none'` only when the provider certainly did nothing.
 */
export type Provider = {
  readonly name: ProviderName;

  /** The key of the login that follows runs; one follower per key. */
  readonly login: string;

  /**
   * Present where restores use a person's own rights. Methods then throw a `Fault` `SIGN_IN_NEEDED` without effect while that person has
   * not signed in.
   */
  readonly people?: PeopleSignIn;

  /** What can be restored of a workload, whole unless said, or null when this provider does not serve it. */
  ability(workload: Workload, selection?: Selection['kind']): Ability | null;

  /** The sites or teams words can mean: exactly one for a URL or id, candidates (at most 10) for a name. */
  places(tenantId: string, kind: 'site' | 'team', words: string, personId?: string): Promise<readonly Target[]>;

  /** Finds the restore points of a target around an instant, by the target's stable id. */
  lookUp(query: {
    readonly workload: Workload;
    readonly target: Target;
    readonly tenantId: string;
    /** Who looks: the requester, for providers that work with a person's own rights. */
    readonly personId?: string;
    readonly askedTimeUtc: UtcInstant;
  }): Promise<PointLookUp>;

  /**
   * Finds items of a target at a restore point, so that a person can pick. Opens a session for it and closes it again; `opened` is told its
   * id first, so that it can be swept should the process die.
   */
  browse?(query: {
    readonly workload: Workload;
    readonly target: Target;
    readonly tenantId: string;
    readonly personId?: string;
    readonly point: RestorePoint;
    readonly options: RestoreOptions;
    readonly filter: ItemFilter;
    readonly most: number;
    readonly opened: (sessionId: string) => Promise<void>;
  }): Promise<ItemPage>;

  /**
   * Closes a session `browse` opened and could not close itself, with the rights of whoever looked. Safe to repeat; a session that is gone
   * counts as closed.
   */
  endBrowsing?(sessionId: string, personId?: string): Promise<void>;

  /** The name of the next step that starts the restore, or null when all are done. Pure: reads only the journal. */
  nextStep(run: RunContext): string | null;

  /** Reads what is needed before a step, and checks that the approved restore point is still the one that would be used. */
  prepare(step: string, run: RunContext): Promise<Prepared>;

  /** Makes the one changing call of a step and returns what following needs. */
  perform(step: string, run: RunContext, evidence: Json): Promise<Json>;

  /** Finds out what an open step did. */
  settle(step: StepRecord, run: RunContext): Promise<Settlement>;

  /** Whether the journal shows that this run already restores something, or may. Pure. */
  hasStarted(run: RunContext): boolean;

  /** The result the journal gets when an admin says that this session is the one. */
  adopt(step: StepRecord, run: RunContext, sessionId: string): Json;

  /** Looks at several runs of this login at once: one read per tick, not one per run. Runs not in the answer are unchanged. */
  follow(runs: readonly RunContext[]): Promise<ReadonlyMap<string, Observation>>;

  /** False where what runs cannot be stopped; `stop` is then asked of nobody. */
  readonly canStop?: false;

  /** Asks the provider to stop a run. Safe to repeat. */
  stop(run: RunContext): Promise<void>;

  /** Closes every session the journal of this run names. Safe to repeat; a session that is gone counts as closed. */
  close(run: RunContext): Promise<void>;

  /** Whether the provider answers and lets us in, for the readiness check and `doctor`. */
  check(): Promise<
    { readonly ok: true; readonly version: string } | { readonly ok: false; readonly faultCode: string }
  >;
};
