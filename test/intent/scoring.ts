import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from '../../src/intent/parse.ts';
import type { Intent, ParseInput, ScopeEntity } from '../../src/intent/types.ts';

/** One labelled message, as the corpus README defines it. */
export type CorpusLine = ParseInput & { readonly expected: Intent };

const root = resolve(import.meta.dirname, '../..');
/** The open corpus lies beside the repository; it is not part of it. */
export const openCorpusPath = resolve(root, '../shared/corpora/restore-intents.jsonl');
export const hasOpenCorpus = existsSync(openCorpusPath);
const ownFolder = join(root, 'test/intent/corpora');
/** Our own labelled sets, one file per round. */
export const ownCorpora = (): string[] =>
  readdirSync(ownFolder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(ownFolder, name));

export const readCorpus = (path: string): CorpusLine[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusLine);

const norm = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[“”„"'’‘「」]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[./]+$/, '')
    .replace(/ (site|team)$/, '');
const same = (a: ScopeEntity, b: ScopeEntity): boolean =>
  a.kind === b.kind &&
  (a.kind === 'me' ||
    [a.value, a.id]
      .filter(Boolean)
      .some((one) => [b.value, b.id].filter(Boolean).some((two) => norm(one) === norm(two))));
const sameScope = (a: readonly ScopeEntity[], b: readonly ScopeEntity[]): boolean =>
  a.length === b.length && a.every((one) => b.some((two) => same(one, two)));
const sameOptions = (a: object, b: object): boolean => {
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  return [...new Set([...left.keys(), ...right.keys()])].every((key) => {
    const [x, y] = [left.get(key), right.get(key)];
    return typeof x === 'string' && typeof y === 'string' ? norm(x) === norm(y) : x === y;
  });
};

export type Score = {
  readonly lines: number;
  readonly exact: number;
  readonly harmful: number;
  readonly failures: string[];
};
const acts = new Set(['restore', 'cancel', 'approve', 'reject']);

/** Counts exact core fields and harmful fills by the corpus' own measure. */
export function score(lines: readonly CorpusLine[]): Score {
  const failures: string[] = [];
  let exact = 0;
  let harmful = 0;
  for (const { expected, ...input } of lines) {
    const got = parse({ ...input, botId: '28:restore-bot' });
    const harm =
      (acts.has(got.intent) && got.intent !== expected.intent) ||
      (got.intent === 'restore' &&
        ((got.pointInTime !== null && got.pointInTime !== expected.pointInTime) ||
          got.scope.some((one) => !expected.scope.some((two) => same(one, two)))));
    const right =
      got.intent === expected.intent &&
      got.workload === expected.workload &&
      sameScope(got.scope, expected.scope) &&
      got.pointInTime === expected.pointInTime &&
      sameOptions(got.options, expected.options) &&
      got.requestId === expected.requestId;
    if (harm) harmful += 1;
    if (right) exact += 1;
    else failures.push(`${harm ? 'HARM ' : ''}${input.text}`);
  }
  return { lines: lines.length, exact, harmful, failures };
}
