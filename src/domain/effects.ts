import type { UtcInstant } from './terms.ts';

/**
 * What must happen after a request changed. Effects are data, written in the same transaction as the state and the audit line
 * (as jobs), and carried out afterwards, at least once.
 */
export type Effect =
  /** Look the restore points up and fill the preview. */
  | { readonly type: 'lookUp' }
  /** Find items to choose from; their titles reach the requester's card and nothing else. */
  | { readonly type: 'browse'; readonly searchId: string }
  /** Send the approval card to each person asked, and to the approvers' channel. */
  | { readonly type: 'askApprovers' }
  /** Send it again to those who have not decided. */
  | { readonly type: 'remindApprovers' }
  /** Render every posted copy of the request's cards again; `coalesceSeconds` gathers what comes in quick succession. */
  | { readonly type: 'refreshCards'; readonly coalesceSeconds?: number }
  /** Ask a person to sign in, because a restore is made with their own rights. */
  | { readonly type: 'askSignIn'; readonly personId: string }
  /** Execute the approved request. `notBeforeUtc` when the run has to wait. */
  | { readonly type: 'startRun'; readonly notBeforeUtc?: UtcInstant }
  /** Follow the run until the provider says it ended. */
  | { readonly type: 'follow' }
  /** Ask the provider to stop what runs. */
  | { readonly type: 'stopRun'; readonly runId: string }
  /** Close every provider session a run opened. */
  | { readonly type: 'closeSessions'; readonly runId: string }
  /** A new message to the requester; edits of a card can be late or lost. */
  | {
      readonly type: 'tellRequester';
      readonly about: 'approved' | 'rejected' | 'expired' | 'pointMoved' | 'finished' | 'attention' | 'unreachable';
    }
  /** A short status in the conversation where it was asked. */
  | { readonly type: 'tellOrigin' }
  /** The outcome to the configured channel. */
  | { readonly type: 'announce' }
  /** Tell people whose data was touched by someone else's request. */
  | { readonly type: 'tellBeneficiaries' }
  /** Show admins the evidence and the buttons that settle it. */
  | { readonly type: 'askAdmins' }
  /** Check again then, because a wait or an approval runs out or somebody is to be reminded. */
  | { readonly type: 'expireAt'; readonly atUtc: UtcInstant };
