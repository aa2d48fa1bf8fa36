import type { Policy } from '../domain/policy.ts';
import type { BotValues } from './declared.ts';
import { policyVersion } from './policyVersion.ts';
import { type Problem, problem } from './problem.ts';

/** The policy in the environment: the small way, with lists of people and one number of approvals. */
export function policyFrom(values: BotValues): Policy {
  const needed = values.APPROVALS_NEEDED;
  const rules: Omit<Policy, 'version'> = {
    ask: {
      self: true,
      managers: false,
      owners: false,
      forAnybody: { people: values.MAY_ASK_FOR_OTHERS ?? [], groups: [] },
    },
    decide: {
      people: values.APPROVERS ?? [],
      groups: [],
      manager: false,
      owners: false,
      beneficiaries: true,
      channelId: null,
    },
    approvals: { needed, othersData: needed, inPlace: needed, many: null, ownDataWithout: false },
    admins: { people: values.ADMINS ?? [], groups: [] },
    auditors: { people: values.AUDITORS ?? [], groups: [] },
    guests: false,
    alsoKnownAs: [],
    waitForApprovalHours: values.WAIT_FOR_APPROVAL_HOURS,
    approvalValidHours: values.APPROVAL_VALID_HOURS,
    remindEveryHours: 24,
    reasonMinimumCharacters: values.REASON_MINIMUM_CHARACTERS,
    reasonMaximumCharacters: values.REASON_MAXIMUM_CHARACTERS,
    ticket: null,
    limits: { requestsPerPersonPerDay: null, targetsPerRequest: 50 },
    announcePeople: false,
  };
  return { version: policyVersion('settings', rules), ...rules };
}

/** Rules that contradict each other. */
export function policyProblems(values: Partial<BotValues>): Problem[] {
  const problems: Problem[] = [];
  const { APPROVERS: approvers, APPROVALS_NEEDED: needed } = values;
  if (approvers !== undefined && needed !== undefined && needed > approvers.length) {
    problems.push(
      problem(
        'APPROVALS_NEEDED',
        `APPROVALS_NEEDED is ${needed} but APPROVERS names ${approvers.length}. Name more approvers or ask for fewer approvals.`,
      ),
    );
  }
  const { REASON_MINIMUM_CHARACTERS: least, REASON_MAXIMUM_CHARACTERS: most } = values;
  if (least !== undefined && most !== undefined && least > most) {
    const sentence =
      'REASON_MINIMUM_CHARACTERS is more than REASON_MAXIMUM_CHARACTERS. Lower the one or raise the other.';
    problems.push(problem('REASON_MINIMUM_CHARACTERS', sentence));
  }
  return problems;
}
