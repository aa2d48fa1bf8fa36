import type { Policy } from '../../domain/policy.ts';
import type { PolicyFile } from './schema.ts';

/** The policy a file means. A number of approvals that is left out is the general one. */
export function toRules(file: PolicyFile): Omit<Policy, 'version'> {
  const { ask, decide, approvals, times, reason, limits, admins, auditors, guests, alsoKnownAs, announce } = file;
  const { channel, ...deciders } = decide;
  return {
    ask,
    decide: { ...deciders, channelId: channel },
    approvals: {
      needed: approvals.needed,
      othersData: approvals.othersData ?? approvals.needed,
      // Without a rule of its own, putting data back where it was asks for nothing more: own data may stay free.
      inPlace: approvals.inPlace ?? 0,
      many: approvals.many,
      ownDataWithout: approvals.ownDataWithout,
    },
    admins,
    auditors,
    guests,
    alsoKnownAs,
    waitForApprovalHours: times.waitHours,
    approvalValidHours: times.validHours,
    remindEveryHours: times.remindEveryHours,
    reasonMinimumCharacters: reason.minimumCharacters,
    reasonMaximumCharacters: reason.maximumCharacters,
    ticket: reason.ticket,
    limits,
    announcePeople: announce.namePeople,
  };
}
