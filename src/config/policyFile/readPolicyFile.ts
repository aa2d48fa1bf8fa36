import { isAlias, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Policy } from '../../domain/policy.ts';
import { editDistance } from '../../lib/editDistance.ts';
import { policyVersion } from '../policyVersion.ts';
import { type Problem, problem } from '../problem.ts';
import { contradictions } from './contradictions.ts';
import { policySchema } from './schema.ts';
import { toRules } from './toRules.ts';

const setting = 'POLICY_FILE';
const longestCharacters = 200_000;

/** A place in the file, as its line, and what is wrong there. */
type Finding = { readonly line: number; readonly sentence: string };

/**
 * Reads the policy file (YAML 1.2, no aliases, no key twice) into the policy, or into everything that is wrong with it at once, each with
 * its line. Unknown rules are refused: a misspelt rule must not mean the default. Values are not quoted.
 */
export function readPolicyFile(text: string): Policy | Problem[] {
  if (text.length > longestCharacters) return [problem(setting, `${setting} names a file longer than any policy.`)];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: 'silent', stringKeys: true });
  const findings: Finding[] = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    sentence: `the text is not YAML (${firstLine(error.message)}).`,
  }));
  visit(document, (_key, node) => {
    if (!isAlias(node)) return undefined;
    findings.push({ line: lineOf(node), sentence: 'an alias (*) is not allowed here. Write the value out.' });
    return undefined;
  });
  if (findings.length > 0) return problemsOf(findings);

  function lineOf(node: { readonly range?: readonly number[] | null | undefined } | null | undefined): number {
    return lines.linePos(node?.range?.[0] ?? 0).line;
  }
  const nodeAt = (path: readonly PropertyKey[]): Parameters<typeof lineOf>[0] => {
    for (let length = path.length; length > 0; length -= 1) {
      const found = document.getIn(path.slice(0, length), true);
      if (found && typeof found === 'object') return found as Parameters<typeof lineOf>[0];
    }
    return document.contents;
  };
  const keyAt = (path: readonly PropertyKey[], key: string): Parameters<typeof lineOf>[0] => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true);
    if (!isMap(map)) return nodeAt(path);
    const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
    return isScalar(pair?.key) ? pair.key : nodeAt(path);
  };

  const parsed = policySchema.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  if (!parsed.success) {
    return problemsOf(
      parsed.error.issues.flatMap((issue): Finding[] => {
        if (issue.code !== 'unrecognized_keys')
          return [{ line: lineOf(nodeAt(issue.path)), sentence: sentenceOf(issue, !document.hasIn(issue.path)) }];
        return issue.keys.map((key) => ({
          line: lineOf(keyAt(issue.path, key)),
          sentence: `${named([...issue.path, key])} is not a rule of the policy. ${adviceFor(key, issue.path)}`,
        }));
      }),
    );
  }
  const found = contradictions(parsed.data).map(({ path, sentence }) => ({ line: lineOf(nodeAt(path)), sentence }));
  if (found.length > 0) return problemsOf(found);
  const rules = toRules(parsed.data);
  return { version: policyVersion('policy', rules), ...rules };
}

const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? '').replace(/ at line \d+.*$/, '').slice(0, 120);

const problemsOf = (findings: readonly Finding[]): Problem[] =>
  findings
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, sentence }) => problem(setting, `${setting}, line ${line}: ${sentence}`));

function sentenceOf(issue: z.core.$ZodIssue, missing: boolean): string {
  if (missing && issue.path.length === 1)
    return `${named(issue.path)} is missing. Say ${issue.path[0] === 'admins' ? 'who settles what the bot cannot prove' : 'who decides'}.`;
  return `${named(issue.path)} ${issue.message}.`;
}

/** `decide.people, entry 2` */
function named(path: readonly PropertyKey[]): string {
  const words = path.map((part) => (typeof part === 'number' ? `, entry ${part + 1}` : `.${String(part)}`)).join('');
  return words.replace(/^[.,]\s*/, '') || 'The file';
}

function adviceFor(key: string, path: readonly PropertyKey[]): string {
  const known = keysAt(path);
  const [nearest] = known
    .map((name) => ({ name, distance: editDistance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  if (nearest && nearest.distance <= Math.max(2, Math.floor(nearest.name.length / 3)))
    return `Did you mean ${nearest.name}?`;
  return `Here stand ${known.join(', ')}.`;
}

/** The rules a part of the file may hold. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = policySchema;
  for (const part of path) schema = shapeOf(schema)?.[String(part)];
  return Object.keys(shapeOf(schema) ?? {});
}

function shapeOf(schema: unknown): Readonly<Record<string, unknown>> | null {
  const { shape, def } = (schema ?? {}) as {
    readonly shape?: Readonly<Record<string, unknown>>;
    readonly def?: { readonly innerType?: unknown };
  };
  if (shape) return shape;
  return def?.innerType ? shapeOf(def.innerType) : null;
}
