import type { Clause } from './clauses.ts';
import { has, hasAny, within } from './clauses.ts';
import { cuesOf, quiet } from './cues.ts';
import type { DateExpression } from './dates/parts.ts';
import type { RestoreEvidence } from './evidence.ts';
import type { Lexeme } from './lex.ts';
import type { TagName } from './lexicon/tags.ts';
import { asksRestore } from './reading.ts';

/** Why a date is in the message. Only targets, good states and incidents can become the restore point, in that order. */
export type Role = 'target' | 'from' | 'loose' | 'good' | 'incident' | 'rejected' | 'ignored';

export type DatedRole = {
  readonly date: DateExpression;
  readonly role: Role;
  /** The point lies before the start of what was named. */
  readonly before: boolean;
  /** The range "between X and Y" it belongs to. */
  readonly range: boolean;
  readonly clause: number;
  /** Counted back from another date, so less sure than one that was said. */
  readonly counted?: true;
};

/** Gives every date of the message its role from the clause it stands in and the words that lead to it. */
export function assignRoles(
  lexemes: readonly Lexeme[],
  dates: readonly DateExpression[],
  clauses: readonly Clause[],
  evidence: readonly RestoreEvidence[],
  headFinal: boolean,
): DatedRole[] {
  const taken = new Set<number>();
  for (const date of dates) for (let i = date.from; i < date.to; i += 1) taken.add(i);
  const given = dates.map((date, index): DatedRole => {
    const clauseAt = Math.max(
      0,
      clauses.findIndex((clause) => date.from >= clause.from && date.from < clause.to),
    );
    const clause = clauses[clauseAt] ?? { from: 0, to: lexemes.length, sentence: 0, question: false };
    const proof = evidence[clauseAt] ?? { kind: 'none', at: -1 };
    const restoring = proof.kind === 'request' || proof.kind === 'weak' || proof.kind === 'noun';
    const cues = cuesOf(lexemes, date, clause, headFinal, taken);
    const incident =
      within(lexemes, clause.from, clause.to, 'incident') ||
      (!restoring && within(lexemes, clause.from, clause.to, 'incidentNoun'));
    const next = dates[index + 1];
    const previous = dates[index - 1];
    const joined = (a: DateExpression | undefined, b: DateExpression | undefined, tag: TagName): boolean => {
      if (!a || !b || b.from - a.to > 4 || b.from - a.to < 1) return false;
      let seen = false;
      for (let i = a.to; i < b.from; i += 1) {
        if (has(lexemes[i], tag)) seen = true;
        else if (!hasAny(lexemes[i], [...quiet, 'to'])) return false;
      }
      return seen;
    };
    const opened = (at: DateExpression | undefined, tag: TagName): boolean =>
      at !== undefined &&
      (has(lexemes[at.from - 1], tag) || (has(lexemes[at.from - 2], tag) && hasAny(lexemes[at.from - 1], quiet)));
    const bounds = joined(date, next, 'and') || joined(date, next, 'through');
    const bounded = joined(previous, date, 'and') || joined(previous, date, 'through');
    const range =
      (headFinal && (joined(date, next, 'through') || joined(previous, date, 'through'))) ||
      (bounds && (opened(date, 'between') || (opened(date, 'from') && joined(date, next, 'through')))) ||
      (bounded && (opened(previous, 'between') || (opened(previous, 'from') && joined(previous, date, 'through')))) ||
      (cues.between && bounds);
    const give = (role: Role, before = cues.before): DatedRole => ({ date, role, before, range, clause: clauseAt });
    const adjacent = headFinal || hasAny(lexemes[date.to], ['incident', 'deletedItems']) ? lexemes[date.to] : undefined;
    const governed =
      adjacent &&
      (has(adjacent, 'incident') ? !has(adjacent, 'deletedItems') : has(adjacent, 'deletedItems') && !cues.from);
    const directTo = cues.to || cues.asof;
    const alone =
      date.parts.part !== undefined &&
      Object.keys(date.parts).length === 1 &&
      date.from === clause.from &&
      date.to === clause.to;
    if (alone && dates.length > 1) return give('ignored');
    if (cues.not && !cues.before) return give('rejected');
    if (cues.event && !directTo && !cues.from) return give('ignored');
    const backwards = date.parts.elapsedMinutes !== undefined || date.parts.day?.kind === 'ago';
    if (cues.deadline && !backwards && !cues.before && !cues.asof && !(cues.to && restoring && !cues.event))
      return give('ignored');
    if (cues.dated && !cues.asof) return give('ignored');
    if (restoring && !directTo && !cues.from && !cues.before && !headFinal && headline(lexemes, date, proof.at))
      return give('incident', true);
    if (governed && !cues.asof && (!directTo || headFinal)) return give('incident', true);
    // "broken by version 24.11; restore it to …": what an incident names is no state to go back to when a request follows.
    const told = incident && !restoring && evidence.some(asksRestore);
    if (cues.asof && !told) return give('target');
    if (cues.before && (cues.incident || directTo || cues.from || restoring || !incident || !cues.verbBefore))
      return give(incident && !restoring && !directTo && !cues.incident ? 'incident' : 'target', true);
    if (restoring) {
      if (incident && !directTo && !cues.from) {
        const verb = nearest(lexemes, clause, date, 'incident');
        const asked = nearest(lexemes, clause, date, 'restore');
        if (verb <= asked) return give('incident', true);
      }
      if (cues.since)
        return give(
          incident ||
            within(lexemes, clause.from, clause.to, 'undo') ||
            within(lexemes, clause.from, clause.to, 'restored')
            ? 'target'
            : 'loose',
          true,
        );
      if (cues.after && !directTo) return give('loose', incident);
      return give(cues.to ? 'target' : cues.from ? 'from' : 'loose');
    }
    if (within(lexemes, clause.from, clause.to, 'good') && !(incident && cues.since)) return give('good');
    if (cues.since || incident) return give('incident', true);
    if (within(lexemes, clause.from, clause.to, 'absence') || within(lexemes, clause.from, clause.to, 'event'))
      return give('ignored');
    if (directTo) return give('target');
    if (proof.kind === 'past' || proof.kind === 'hypothetical' || proof.kind === 'negated') return give('ignored');
    const statement =
      !headFinal &&
      lexemes.slice(clause.from, clause.to).some((lexeme) => hasAny(lexeme, ['subject', 'i', 'auxiliary', 'my']));
    if (statement && evidence.some((one, at) => at !== clauseAt && one.kind !== 'none')) return give('ignored');
    if (clause.to - clause.from > date.to - date.from + 6 && clauses.length > 1)
      return give(cues.from ? 'from' : 'ignored');
    return give(cues.from ? 'from' : 'loose');
  });
  return inherit(given, lexemes);
}

/** "Ransomware on Wednesday at 2, please restore …": the noun leads to the date, and a mark parts both from the request. */
function headline(lexemes: readonly Lexeme[], date: DateExpression, asked: number): boolean {
  let noun = date.from - 1;
  while (noun > date.from - 4 && hasAny(lexemes[noun], quiet) && !has(lexemes[noun], 'incidentNoun')) noun -= 1;
  if (!has(lexemes[noun], 'incidentNoun') || hasAny(lexemes[noun - 1], ['before', 'to', 'from', 'asof'])) return false;
  return lexemes.slice(date.to, Math.max(date.to, asked)).some((lexeme) => lexeme.kind === 'punctuation');
}

const between: readonly TagName[] = [
  ...quiet,
  'not',
  'to',
  'asof',
  'from',
  'but',
  'subject',
  'before',
  'exclude',
  'and',
  'it',
  'restore',
  'ask',
];

/** "to Monday, sorry, Tuesday" and "to 9am or 10am": a date joined to the one before has its role. */
function inherit(roles: readonly DatedRole[], lexemes: readonly Lexeme[]): DatedRole[] {
  const result: DatedRole[] = [];
  for (const role of roles) {
    const previous = result.at(-1);
    let joined = false;
    if (previous && role.date.from - previous.date.to <= 6 && previous.role !== 'rejected') {
      let corrected = false;
      let strange = false;
      let listed =
        role.date.from - previous.date.to <= 2 && role.date.from > previous.date.to && role.clause === previous.clause;
      for (let i = previous.date.to; i < role.date.from; i += 1) {
        const lexeme = lexemes[i];
        if (has(lexeme, 'rather')) corrected = true;
        else if (has(lexeme, 'or')) joined = true;
        else if (lexeme?.kind !== 'punctuation' && lexeme?.kind !== 'number' && !hasAny(lexeme, between))
          strange = true;
        if (lexeme?.text !== ',' && !hasAny(lexeme, ['and', 'or'])) listed = false;
      }
      // "Friday, or if that is not possible Thursday" is no one point, whatever stands between.
      joined = corrected || (joined && role.role !== 'incident') || ((joined || listed) && !strange);
    }
    const weak = ['loose', 'from', 'ignored', 'incident'];
    const follows = joined && previous && weak.includes(role.role);
    if (joined && previous && role.role === 'target' && weak.includes(previous.role) && previous.clause === role.clause)
      result[result.length - 1] = { ...previous, role: 'target' };
    result.push(
      follows
        ? { ...role, role: previous.role, before: role.before || (previous.before && role.role === 'loose') }
        : role,
    );
  }
  return result;
}

/** How many lexemes lie between the date and the nearest one with the tag, in the clause. */
function nearest(lexemes: readonly Lexeme[], clause: Clause, date: DateExpression, tag: TagName): number {
  let best = 1_000;
  for (let i = clause.from; i < clause.to; i += 1) {
    if (!has(lexemes[i], tag) || has(lexemes[i], 'deletedItems')) continue;
    best = Math.min(best, i < date.from ? date.from - i : i - date.to + 1);
  }
  return best;
}
