import type { FoundItems, RestoreTerms } from './narrowing.ts';
import type { Actor } from './policy.ts';
import type { Refusal } from './refusals.ts';
import type { Attention, Draft, Preview, RequestContent } from './request.ts';
import type { Counts, ItemFilter, Person, ProviderName, TargetOutcome, UtcInstant } from './terms.ts';

/** What happens to a request before it is sent for approval. */
export type DraftEvent =
  | { readonly type: 'fill'; readonly actor: Actor; readonly revision: number; readonly draft: Draft }
  | {
      readonly type: 'lookedUp';
      readonly preview: Preview;
      readonly content: RequestContent | null;
      readonly provider: ProviderName;
      /** The requester as the directory knows them, with their address. */
      readonly requester: Person;
      readonly beneficiaries: readonly Person[];
      /** Whether items of it are to be chosen next, and under which id to search for them. */
      readonly choose?: { readonly filter: ItemFilter; readonly searchId: string };
    }
  | { readonly type: 'reopen'; readonly actor: Actor }
  | {
      readonly type: 'takeAlternative';
      readonly actor: Actor;
      readonly revision: number;
      /** The other reading; only one among the draft's reading notes is taken. */
      readonly alternativeUtc: UtcInstant;
      /** The reader's zone, for a draft that had no time yet. */
      readonly zone: string;
    }
  | { readonly type: 'choosePoint'; readonly actor: Actor; readonly revision: number; readonly pointId: string }
  | {
      readonly type: 'submit';
      readonly actor: Actor;
      readonly revision: number;
      readonly number: number;
      /** How many requests this person sent within the last 24 hours. */
      readonly sentLastDay: number;
      /** Whether the person ticked that later changes will be lost. */
      readonly rollbackConfirmed?: boolean;
    };

/** What happens while the requester chooses items of a previewed draft. */
export type NarrowingEvent =
  | { readonly type: 'narrow'; readonly actor: Actor; readonly revision: number }
  | {
      readonly type: 'lookForItems';
      readonly actor: Actor;
      readonly revision: number;
      readonly filter: ItemFilter;
      readonly searchId: string;
    }
  | {
      readonly type: 'itemsFound';
      readonly searchId: string;
      readonly result: FoundItems | { readonly refusal: Refusal };
    }
  | {
      readonly type: 'turnPage';
      readonly actor: Actor;
      readonly revision: number;
      readonly page: number;
      /** Ids of the items ticked on the page that was shown. */
      readonly ticked: readonly string[];
    }
  | {
      readonly type: 'pickItems';
      readonly actor: Actor;
      readonly revision: number;
      readonly ticked: readonly string[] | 'all';
      readonly terms: RestoreTerms;
    }
  | { readonly type: 'takeWhole'; readonly actor: Actor; readonly revision: number; readonly terms: RestoreTerms };

/** What happens while people decide, and when the time for that runs out. */
export type ApprovalEvent =
  | { readonly type: 'unreachable'; readonly person: Person }
  | { readonly type: 'approve'; readonly actor: Actor; readonly revision: number }
  | { readonly type: 'reject'; readonly actor: Actor; readonly revision: number; readonly reason: string }
  | { readonly type: 'withdraw'; readonly actor: Actor }
  | { readonly type: 'clock' };

/** What happens from the approval to the end. */
export type RunEvent =
  | { readonly type: 'stop'; readonly actor: Actor }
  | { readonly type: 'runBegins'; readonly runId: string; readonly provider: ProviderName }
  | {
      readonly type: 'runWaits';
      readonly untilUtc: UtcInstant;
      readonly why: 'busy' | 'paused' | 'providerUnavailable';
      /** Set when the backup product has no room: how many that were approved earlier wait for room too. */
      readonly before?: number;
    }
  /** The provider works with a person's own rights, and that person has to sign in. `begun`: the journal holds what was done so far. */
  | { readonly type: 'signInNeeded'; readonly personId: string; readonly untilUtc: UtcInstant; readonly begun: boolean }
  | { readonly type: 'signedIn'; readonly personId: string }
  | { readonly type: 'pointMoved'; readonly content: RequestContent }
  | { readonly type: 'runStarted' }
  | { readonly type: 'progressed'; readonly counts: Counts; readonly totalItems: number | null }
  | { readonly type: 'finished'; readonly outcomes: readonly TargetOutcome[] }
  /** A stopped run came to rest; `outcomes` is empty when the backup product says nothing more. */
  | { readonly type: 'cameToRest'; readonly outcomes: readonly TargetOutcome[] }
  | { readonly type: 'failed'; readonly faultCode: string }
  | { readonly type: 'unproven'; readonly attention: Attention }
  | { readonly type: 'adopt'; readonly actor: Actor; readonly attempt: number; readonly sessionId: string }
  | { readonly type: 'startAgain'; readonly actor: Actor; readonly attempt: number; readonly revision: number }
  | { readonly type: 'closeUnproven'; readonly actor: Actor; readonly attempt: number };

/** Everything that can happen to a request. Nothing else changes one. */
export type RequestEvent = DraftEvent | NarrowingEvent | ApprovalEvent | RunEvent;

export type RequestEventType = RequestEvent['type'];
