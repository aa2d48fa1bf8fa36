import type { Temporal } from 'temporal-polyfill';
import { isBesideStrange } from './besideDate.ts';
import { has } from './clauses.ts';
import type { TimeContext } from './dates/resolve.ts';
import { resolveDate } from './dates/resolve.ts';
import type { Lexeme } from './lex.ts';
import type { DatedRole, Role } from './roles.ts';
import type { Issue, Precision, Span } from './types.ts';

export type PointReading = {
  readonly instant: string | null;
  readonly precision: Precision | null;
  readonly issues: readonly Issue[];
  readonly chosen: DatedRole | undefined;
};

/** A UTC minute as the corpus writes it. */
export const minuteText = (instant: Temporal.Instant): string =>
  `${new Date(instant.epochMilliseconds).toISOString().slice(0, 16)}Z`;

const rank: Record<Role, number> = { target: 5, from: 4, loose: 3, good: 2.5, incident: 1, rejected: 0, ignored: 0 };

type Value = { instant?: Temporal.Instant; precision?: Precision; issues: Issue['kind'][]; alternative?: string };

/** The instant one dated role names: the last minute of the period, or one minute before its start. */
export function readingOf(dated: DatedRole, context: TimeContext): Value {
  const resolved = resolveDate(dated.date.parts, context);
  const issues = [...resolved.issues];
  const pick = (range: { first: Temporal.Instant; last: Temporal.Instant }): Temporal.Instant =>
    dated.before ? range.first.subtract({ minutes: 1 }) : range.last;
  if (!resolved.first || !resolved.last) return { issues };
  const instant = pick({ first: resolved.first, last: resolved.last });
  const other = resolved.other ? minuteText(pick(resolved.other)) : undefined;
  const precision =
    resolved.precision === 'week' || resolved.precision === 'month' || resolved.precision === 'year'
      ? dated.before
        ? 'day'
        : resolved.precision
      : resolved.precision;
  return { instant, issues, ...(precision ? { precision } : {}), ...(other ? { alternative: other } : {}) };
}

const timeOnly = (x: DatedRole): boolean =>
  (x.date.parts.clock !== undefined || x.date.parts.part !== undefined) &&
  !x.date.parts.day &&
  !x.date.parts.weekday &&
  !x.date.parts.period;
const dayOnly = (x: DatedRole): boolean =>
  !x.date.parts.clock &&
  !x.date.parts.part &&
  x.date.parts.elapsedMinutes === undefined &&
  (x.date.parts.day !== undefined || x.date.parts.weekday !== undefined);

/** "the 10pm backup yesterday": a time and a day close together in a request are one point, whatever leads to each. */
function joinClose(roles: readonly DatedRole[], lexemes: readonly Lexeme[]): DatedRole[] {
  const result: DatedRole[] = [];
  for (const role of roles) {
    const previous = result.at(-1);
    const asked = [role, previous].every(
      (one) => one && (one.role === 'target' || one.role === 'from' || one.role === 'loose'),
    );
    const fits = previous && ((timeOnly(previous) && dayOnly(role)) || (dayOnly(previous) && timeOnly(role)));
    if (
      !previous ||
      !asked ||
      !fits ||
      previous.clause !== role.clause ||
      previous.range ||
      role.range ||
      role.date.from - previous.date.to > 3
    ) {
      result.push(role);
      continue;
    }
    let apart = false;
    for (let i = previous.date.to; i < role.date.from; i += 1)
      if (
        (['or', 'rather', 'exclude', 'and', 'but'] as const).some((tag) => has(lexemes[i], tag)) ||
        lexemes[i]?.kind === 'punctuation'
      )
        apart = true;
    if (apart) result.push(role);
    else {
      const stronger = rank[previous.role] >= rank[role.role] ? previous.role : role.role;
      result[result.length - 1] = {
        ...previous,
        role: stronger,
        before: previous.before || role.before,
        date: { from: previous.date.from, to: role.date.to, parts: { ...previous.date.parts, ...role.date.parts } },
      };
    }
  }
  return result;
}

/** Two pieces of one point said apart ("to 3pm … yesterday") become one expression. */
function joinApart(candidates: readonly DatedRole[], lexemes: readonly Lexeme[]): readonly DatedRole[] {
  const [a, b] = candidates;
  if (!a || !b || candidates.length !== 2 || a.clause !== b.clause || a.range) return candidates;
  if (!((timeOnly(a) && dayOnly(b)) || (dayOnly(a) && timeOnly(b)))) return candidates;
  for (let i = a.date.to; i < b.date.from; i += 1)
    if (has(lexemes[i], 'or') || has(lexemes[i], 'rather') || has(lexemes[i], 'exclude')) return candidates;
  return [
    {
      ...a,
      before: a.before || b.before,
      date: { from: a.date.from, to: b.date.to, parts: { ...a.date.parts, ...b.date.parts } },
    },
  ];
}

/** "between 9 and 10": bare numbers that are no dates of their own. */
const spansHours = (lexemes: readonly Lexeme[]): boolean =>
  lexemes.some(
    (lexeme, at) =>
      has(lexeme, 'between') &&
      lexemes[at + 1]?.kind === 'number' &&
      has(lexemes[at + 2], 'and') &&
      lexemes[at + 3]?.kind === 'number',
  );

/** Chooses the restore point: the strongest role wins; several different ones mean none, and the card asks. */
export function choosePoint(
  given: readonly DatedRole[],
  lexemes: readonly Lexeme[],
  context: TimeContext,
  spanOf: (from: number, to: number) => Span,
): PointReading {
  const roles = joinClose(given, lexemes);
  const top = Math.max(0, ...roles.map((role) => rank[role.role]));
  const none = (issues: Issue[], chosen?: DatedRole): PointReading => ({
    instant: null,
    precision: null,
    issues,
    chosen,
  });
  if (top === 0) return none([]);
  const strongest = roles.filter((role) => rank[role.role] === top);
  const issue = (kind: Issue['kind'], dated: DatedRole, alternative?: string): Issue => {
    const span = spanOf(dated.date.from, dated.date.to);
    return {
      kind,
      span,
      read: lexemes
        .slice(dated.date.from, dated.date.to)
        .map((lexeme) => lexeme.text)
        .join(' '),
      ...(alternative ? { alternative } : {}),
    };
  };
  let candidates = joinApart(strongest, lexemes);
  const corrected = lastCorrection(candidates, lexemes);
  if (corrected) candidates = [completed(corrected, candidates)];
  const leftover = candidates.find((candidate) => isBesideStrange(candidate, lexemes, roles));
  if (leftover) return none([issue('vague', leftover)], leftover);
  // "yesterday, between 9 and 10": the hours say that no one moment is meant.
  const hours = roles.find(
    (role) => role.range && timeOnly(role) && ['target', 'from', 'loose'].includes(role.role) && top > rank.good,
  );
  const ranged =
    candidates.find((candidate) => candidate.range) ?? hours ?? (spansHours(lexemes) ? candidates[0] : undefined);
  if (ranged) return none([issue('range', ranged)], ranged);
  const values = candidates.map((candidate) => ({ candidate, value: readingOf(candidate, context) }));
  const first = values[0];
  if (!first) return none([]);
  const instants = new Set(
    values.map(({ value }) => value.instant?.epochMilliseconds ?? `none:${value.issues.join()}`),
  );
  if (instants.size > 1) {
    if (top === rank.incident) {
      const earliest = values
        .filter(({ value }) => value.instant)
        .sort((a, b) => (a.value.instant?.epochMilliseconds ?? 0) - (b.value.instant?.epochMilliseconds ?? 0))[0];
      if (!earliest || values.some(({ value }) => !value.instant))
        return none([issue('vague', first.candidate)], first.candidate);
      if (values.length > 1) return none([issue('several-points', first.candidate)], first.candidate);
    }
    return none([issue('several-points', first.candidate)], first.candidate);
  }
  const { candidate, value } = first;
  const issues = value.issues.map((kind) =>
    issue(
      kind,
      candidate,
      kind === 'day-month-order' || kind === 'dst-overlap' || kind === 'morning-or-afternoon'
        ? value.alternative
        : undefined,
    ),
  );
  if (!value.instant) return none(issues, candidate);
  if (candidate.role === 'incident') issues.push(issue('inferred-from-incident', candidate));
  return { instant: minuteText(value.instant), precision: value.precision ?? 'day', issues, chosen: candidate };
}

/** The last of several targets when a correction stands before it ("sorry, Tuesday"; "not at 9 but at 10"). */
function lastCorrection(candidates: readonly DatedRole[], lexemes: readonly Lexeme[]): DatedRole | undefined {
  const last = candidates.at(-1);
  const previous = candidates.at(-2);
  if (!last || !previous) return undefined;
  for (let i = previous.date.to; i < last.date.from; i += 1) if (has(lexemes[i], 'rather')) return last;
  for (let i = last.date.to; i < Math.min(lexemes.length, last.date.to + 3); i += 1)
    if (has(lexemes[i], 'ratherAfter')) return last;
  return undefined;
}

/** A correction that names only a time keeps the day that was said before it ("Monday 9am, no wait, 10am"). */
function completed(last: DatedRole, candidates: readonly DatedRole[]): DatedRole {
  const { parts } = last.date;
  if (!parts.clock || parts.day || parts.weekday || parts.period || parts.elapsedMinutes !== undefined) return last;
  const before = candidates.filter((candidate) => candidate !== last).at(-1)?.date.parts;
  if (!before) return last;
  const { clock: _, approx: __, edge: ___, ...day } = before;
  return { ...last, date: { ...last.date, parts: { ...day, ...parts } } };
}
