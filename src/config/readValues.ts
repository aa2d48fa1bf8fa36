import type { Declaration, ValuesOf } from './declaration.ts';
import { contentOf, type Machine } from './machine.ts';
import { type Problem, problem } from './problem.ts';

/** The environment, or anything shaped like it. */
export type Environment = Readonly<Record<string, string | undefined>>;

export type Declarations = Readonly<Record<string, Declaration<unknown>>>;

/** The sentence for a setting: its name, what is wrong, what it is for and an example. */
export function sentenceFor(name: string, why: string, { about, example, secret }: Declaration<unknown>): string {
  const shown = secret ? `${name}_FILE=/run/secrets/${name.toLowerCase()}` : `${name}=${example}`;
  return `${name} ${why}. ${about} Example: ${shown}`;
}

/**
 * Reads the declared settings. Blank counts as absent, because container files pass blanks on; a secret is read from the file in
 * `NAME_FILE` where that is set. Values that are missing or wrong are left out and reported, all of them at once.
 */
export function readValues<D extends Declarations>(
  declarations: D,
  environment: Environment,
  machine: Machine,
): { readonly values: Partial<ValuesOf<D>>; readonly problems: Problem[] } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [name, declaration] of Object.entries(declarations)) {
    const read = rawValue(name, declaration, environment, machine);
    if ('why' in read) {
      problems.push(problem(name, sentenceFor(name, read.why, declaration)));
      continue;
    }
    const raw = read.raw ?? declaration.fallback;
    if (raw === null) {
      if (declaration.presence === 'required') {
        problems.push(problem(name, sentenceFor(name, 'is missing', declaration)));
      }
      continue;
    }
    const parsed = declaration.kind.safeParse(raw);
    if (parsed.success) values[name] = parsed.data;
    else {
      const why = [...new Set(parsed.error.issues.map((issue) => issue.message))].join('; ');
      problems.push(problem(name, sentenceFor(name, why, declaration)));
    }
  }
  return { values: values as Partial<ValuesOf<D>>, problems };
}

const said = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text);

function rawValue(
  name: string,
  { secret }: Declaration<unknown>,
  environment: Environment,
  machine: Machine,
): { readonly raw: string | null } | { readonly why: string } {
  const direct = said(environment[name]);
  // A password may begin or end with a blank; nothing else does on purpose.
  if (!secret) return { raw: direct?.trim() ?? null };
  const path = said(environment[`${name}_FILE`]);
  if (path === null) return { raw: direct };
  if (direct !== null) return { why: `and ${name}_FILE are both set: keep one` };
  const content = contentOf(machine, path.trim());
  if ('why' in content) return { why: `cannot be read: ${name}_FILE ${content.why}` };
  // Editors and `echo` end a file with a line break that is no part of the secret.
  const inFile = said(content.toString('utf8').replace(/\r?\n$/, ''));
  return inFile === null ? { why: `cannot be read: ${name}_FILE names an empty file` } : { raw: inFile };
}
