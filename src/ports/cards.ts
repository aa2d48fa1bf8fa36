import type { Refusal } from '../domain/refusals.ts';
import type { RequestState, RestoreRequest } from '../domain/request.ts';
import type { Counts, FilterKey, Person, UtcInstant, Workload } from '../domain/terms.ts';
import type { AdminNote } from './jobs.ts';
import type { Ability, PickableItem } from './provider.ts';

/** What the request card offers to choose from. */
export type FormChoices = {
  readonly abilities: Readonly<Partial<Record<Workload, Ability>>>;
  /** The same for items within a target. */
  readonly items?: Readonly<Partial<Record<Workload, Ability>>>;
  readonly mayAskForOthers: boolean;
  readonly reasonMinimumCharacters: number;
  readonly reasonMaximumCharacters: number;
};

/** An item on the narrowing card; `key` is what a tick sends. Only whoever may ask for the data sees it. */
export type ItemRow = Pick<PickableItem, 'kind' | 'title' | 'detail' | 'dateUtc'> & { readonly key: string };

/** One line of a list of requests. */
export type RequestLine = {
  readonly id: string;
  /** The revision the line shows; 0 when not known. Opening a request does not compare it. */
  readonly revision?: number;
  readonly label: string;
  readonly state: RequestState;
  readonly workload: Workload | null;
  readonly targetNames: readonly string[];
  readonly counts: Counts | null;
  readonly stateSinceUtc: string;
};

/**
 * Everything the bot can show, as data. A view in `teams/views` turns each into an Adaptive Card in the reader's language and zone.
 * Cards carry only the request's id and revision; never the record.
 */
export type CardModel =
  /** What the bot can do, with examples. */
  | { readonly card: 'help'; readonly reason: 'asked' | 'greeted' | 'notUnderstood' }
  /** The form that collects date, scope and reason. `problem` is shown above the fields. */
  | {
      readonly card: 'form';
      readonly request: RestoreRequest;
      readonly choices: FormChoices;
      readonly problem: Refusal | null;
      /** When it is shown; the date field then offers no later day. */
      readonly nowUtc: UtcInstant;
    }
  /** The draft after the form: looking, the exact restore point, or why not. */
  | {
      readonly card: 'preview';
      readonly request: RestoreRequest;
      /** Whether items can be chosen in place of the whole. */
      readonly canNarrow?: boolean;
    }
  /** Choosing items: what to look for, what was found, which of them. */
  | {
      readonly card: 'narrow';
      readonly request: RestoreRequest;
      readonly filters: readonly FilterKey[];
      /** What the filter `sinceUtc` matches, where it is not how old an item is. */
      readonly sinceMeans?: 'gone';
      /** Whether the whole can be restored in place of items. */
      readonly canTakeWhole: boolean;
      /** The page of what was found; null while its titles are not at hand. */
      readonly rows: readonly ItemRow[] | null;
    }
  /** What an approver sees: who asks, whose data, which point, what will happen, why you are asked. */
  | {
      readonly card: 'approval';
      readonly request: RestoreRequest;
      /** Whose copy this is; who has already approved sees no buttons any more. */
      readonly viewerId: string | null;
      /** Said again, because nothing was decided yet. */
      readonly reminder?: boolean;
      readonly refreshFor?: readonly string[];
    }
  /** What everybody in the approvers' channel sees: no person, no object; those named see their own view in its place. */
  | { readonly card: 'shared'; readonly request: RestoreRequest; readonly refreshFor: readonly string[] }
  /** The live status card of the requester, a beneficiary or an admin. */
  | {
      readonly card: 'status';
      readonly request: RestoreRequest;
      readonly viewer: 'requester' | 'admin' | 'other';
      /** When it is shown; gives the elapsed time while running. */
      readonly nowUtc: UtcInstant;
      /** The channel's ids of those whose client asks for their own view by itself. */
      readonly refreshFor?: readonly string[];
    }
  /** A new message to the requester. */
  | {
      readonly card: 'notice';
      readonly request: RestoreRequest;
      readonly about: 'approved' | 'rejected' | 'expired' | 'pointMoved' | 'finished' | 'attention' | 'unreachable';
    }
  /** Number, state and counts, for a conversation with others in it. */
  | { readonly card: 'shortStatus'; readonly request: RestoreRequest }
  /** The outcome for the configured channel; names no object, and no person unless `namePeople` says so. */
  | { readonly card: 'announcement'; readonly request: RestoreRequest; readonly namePeople?: boolean }
  /** To somebody whose data another person's request touched. */
  | { readonly card: 'beneficiary'; readonly request: RestoreRequest }
  /** What the machine could not prove, for admins. */
  | { readonly card: 'attention'; readonly request: RestoreRequest }
  | { readonly card: 'list'; readonly of: 'requests' | 'approvals'; readonly lines: readonly RequestLine[] }
  /** Said in a channel: the form was opened in the 1:1 chat. */
  | { readonly card: 'continueInPrivate'; readonly opened: boolean }
  /** A refusal that answers one person alone. */
  | {
      readonly card: 'refusal';
      readonly refusal: Refusal;
      /** An open request to go to in place of the refused one, and the draft to go back to. */
      readonly offer?: {
        readonly requestId: string;
        readonly revision: number;
        readonly back: { readonly requestId: string; readonly revision: number };
      };
    }
  /** A notice to admins that the backup server does not let the bot in; `people` are those whose requests wait for it. */
  | { readonly card: 'adminFault'; readonly faultCode: string; readonly people: readonly Person[] }
  /** To admins: the bot was paused or resumed, or where the audit trail ends. */
  | { readonly card: 'adminNote'; readonly note: AdminNote };

export type CardName = CardModel['card'];
