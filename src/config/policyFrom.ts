import { createHash } from 'node:crypto';
import type { Policy } from '../domain/policy.ts';
import type { BotValues } from './declared.ts';
import { type Problem, problem } from './problem.ts';

/** The policy in the settings. Its version is a digest of its content, so that every decision can name the rules it was made by. */
export function policyFrom(values: BotValues): Policy {
  const rules = {
    approvers: values.APPROVERS,
    admins: values.ADMINS,
    auditors: values.AUDITORS ?? [],
    mayAskForOthers: values.MAY_ASK_FOR_OTHERS ?? [],
    approvalsNeeded: values.APPROVALS_NEEDED,
    waitForApprovalHours: values.WAIT_FOR_APPROVAL_HOURS,
    approvalValidHours: values.APPROVAL_VALID_HOURS,
    reasonMinimumCharacters: values.REASON_MINIMUM_CHARACTERS,
    reasonMaximumCharacters: values.REASON_MAXIMUM_CHARACTERS,
  };
  const sorted = Object.values(rules).map((rule) => (typeof rule === 'number' ? rule : rule.toSorted()));
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
  return { version: `settings-${digest.slice(0, 12)}`, ...rules };
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
