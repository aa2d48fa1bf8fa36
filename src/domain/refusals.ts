/**
 * Every expected "no", as a closed union of values. Each has one polite sentence per language under `refusal.<code>` in
 * `cards/locales`; a test holds the two together. Parameters are data and are escaped before showing.
 */
export type Refusal =
  // asking
  | { readonly code: 'workloadMissing' }
  | { readonly code: 'workloadNotServed' }
  | { readonly code: 'whoMissing' }
  | { readonly code: 'personNotFound'; readonly asked: string }
  /** What was said fits these; one has to be chosen. */
  | { readonly code: 'whichOne'; readonly asked: string; readonly candidates: readonly Candidate[] }
  | { readonly code: 'placeMissing' }
  | { readonly code: 'othersNotAllowed' }
  | { readonly code: 'dateMissing' }
  | { readonly code: 'dateImpossible' }
  | { readonly code: 'dateInFuture' }
  | { readonly code: 'reasonTooShort'; readonly minimumCharacters: number }
  | { readonly code: 'reasonTooLong'; readonly maximumCharacters: number }
  | { readonly code: 'ticketMissing'; readonly example: string }
  | { readonly code: 'nothingToRestore' }
  | { readonly code: 'destinationNotServed' }
  | { readonly code: 'tooManyTargets'; readonly maximumTargets: number }
  /** Items are chosen within one mailbox, OneDrive, site or team. */
  | { readonly code: 'itemsOneTarget' }
  /** Found by address alone: whose titles they are is not certain. */
  | { readonly code: 'itemsInDoubt' }
  | { readonly code: 'itemsNotServed' }
  | { readonly code: 'wholeNotServed' }
  | { readonly code: 'nothingPicked' }
  | { readonly code: 'tooManyItems'; readonly maximumItems: number }
  | { readonly code: 'tooManyRequests'; readonly perDay: number }
  /** `label` is a request this person may see; nobody is told of another's. */
  | { readonly code: 'duplicateRequest'; readonly label: string }
  // looking up
  | { readonly code: 'notProtected'; readonly name: string }
  /** A mailbox without backups, where some kinds of mailboxes never have any. */
  | { readonly code: 'notProtectedMailbox'; readonly name: string }
  | { readonly code: 'backupsRemoved'; readonly name: string }
  | { readonly code: 'notInScope'; readonly name: string }
  | { readonly code: 'severalBackups'; readonly name: string }
  | { readonly code: 'beforeFirstBackup'; readonly firstBackupUtc: string }
  | { readonly code: 'noBackups' }
  | { readonly code: 'previewOutdated' }
  | { readonly code: 'rollbackNotConfirmed' }
  | { readonly code: 'cannotBeStopped' }
  | { readonly code: 'backupUnavailable' }
  /** The backups are looked at with the rights of the person who asks. */
  | { readonly code: 'signInNeeded' }
  // deciding
  | { readonly code: 'noApprover' }
  | { readonly code: 'notAnApprover' }
  | { readonly code: 'requesterCannotDecide' }
  | { readonly code: 'beneficiaryCannotDecide' }
  | { readonly code: 'alreadyDecidedByYou' }
  | { readonly code: 'rejectReasonMissing' }
  | { readonly code: 'authorityUnknown' }
  // any click
  | { readonly code: 'unknownRequest' }
  | { readonly code: 'staleRevision' }
  | { readonly code: 'tooLate' }
  | { readonly code: 'notPossibleNow' }
  | { readonly code: 'secondAdminNeeded' }
  | { readonly code: 'guestsNotAllowed' }
  | { readonly code: 'malformed' };

/** Somebody or something a name can mean. Name and address are data. */
export type Candidate = { readonly id: string; readonly name: string; readonly address: string };

export type RefusalCode = Refusal['code'];

/** What a flow gives back when the answer is no. */
export type Refused = { readonly refused: Refusal };

/** Wraps a refusal so that it can be told apart from any other result. */
export const refuse = (refusal: Refusal): Refused => ({ refused: refusal });

/** Whether a flow's result is a refusal. */
export const isRefused = <T extends object>(result: T | Refused): result is Refused => 'refused' in result;
