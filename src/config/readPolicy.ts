import type { Policy } from '../domain/policy.ts';
import { peopleSettings } from './declared/people.ts';
import { type BotValues, botSettings } from './declared.ts';
import { contentOf, type Machine } from './machine.ts';
import { readPolicyFile } from './policyFile/readPolicyFile.ts';
import { policyFrom, policyProblems } from './policyFrom.ts';
import { type Problem, problem } from './problem.ts';
import { type Environment, sentenceFor } from './readValues.ts';

/**
 * The policy: from the file in POLICY_FILE, or from the lists in the environment. Both together are refused, because one of them would be
 * ignored; neither is refused too.
 */
export function readPolicy(values: Partial<BotValues>, environment: Environment, machine: Machine): Policy | Problem[] {
  const path = values.POLICY_FILE;
  const lists = Object.keys(peopleSettings).filter(
    (name) => name !== 'POLICY_FILE' && (environment[name] ?? '').trim() !== '',
  );
  if (path === undefined) {
    const missing = (['APPROVERS', 'ADMINS'] as const)
      .filter((name) => (environment[name] ?? '').trim() === '')
      .map((name) => problem(name, sentenceFor(name, 'is missing', botSettings[name])));
    const problems = [...missing, ...policyProblems(values)];
    // A value that could not be read was reported with its setting.
    const unread = Object.entries(peopleSettings).some(
      ([name, { fallback }]) => (fallback !== null || lists.includes(name)) && !(name in values),
    );
    return problems.length > 0 || unread ? problems : policyFrom(values as BotValues);
  }
  if (lists.length > 0) {
    const names = lists.join(', ');
    const sentence = `POLICY_FILE is set together with ${names}. Move what ${lists.length === 1 ? 'it says' : 'they say'} into the file and remove ${lists.length === 1 ? 'it' : 'them'}.`;
    return [problem('POLICY_FILE', sentence)];
  }
  const content = contentOf(machine, path);
  if ('why' in content)
    return [problem('POLICY_FILE', `POLICY_FILE ${content.why}. Give the path of the policy file.`)];
  return readPolicyFile(content.toString('utf8'));
}

export const isPolicyProblems = (policy: Policy | Problem[]): policy is Problem[] => Array.isArray(policy);
