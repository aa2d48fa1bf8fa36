import { Temporal } from 'temporal-polyfill';
import { decideIntent } from './intents/decide.ts';
import { readOptions } from './options.ts';
import { choosePoint, minuteText, readingOf } from './point.ts';
import { readMessage } from './read.ts';
import type { Reading } from './reading.ts';
import { spanOf } from './reading.ts';
import { readReason } from './reason.ts';
import { samples } from './samples.ts';
import { readScope } from './scope/readScope.ts';
import { resolveShifts } from './shifts.ts';
import type { FieldDetail, Issue, ParseInput, ParseResult, Sureness } from './types.ts';
import { readWorkload } from './workload.ts';

export type * from './types.ts';

/** The current minute in the person's zone; an unknown zone is read as UTC, an unreadable timestamp is a fault of the caller. */
function localNow(input: ParseInput): Temporal.ZonedDateTime {
  const instant = Temporal.Instant.from(input.now);
  const floored = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant.epochMilliseconds / 60_000) * 60_000);
  try {
    return floored.toZonedDateTimeISO(input.timeZone);
  } catch {
    return floored.toZonedDateTimeISO('UTC');
  }
}

const unsaid: FieldDetail = { sure: 'sure', issues: [] };

function nothingRead(reading: Reading, intent: 'help' | 'other', at: number, sure: Sureness): ParseResult {
  const field = { span: spanOf(reading, at, at + 1), sure, issues: [] };
  return {
    intent,
    workload: null,
    scope: [],
    pointInTime: null,
    precision: null,
    options: {},
    reason: null,
    requestId: null,
    language: reading.lexicon.table.language,
    fields: {
      intent: field,
      workload: unsaid,
      scope: unsaid,
      pointInTime: unsaid,
      options: unsaid,
      reason: unsaid,
      requestId: unsaid,
    },
    workloads: [],
    issues: [],
    dates: [],
  };
}

/**
 * Reads one message. Pure and deterministic: no clock, no network; it never throws on any text, and what it returns only
 * fills a card that a person confirms. `now` must be an ISO instant.
 */
export function parse(input: ParseInput): ParseResult {
  const reading = readMessage(input);
  const decision = decideIntent(reading);
  const { intent } = decision;
  if (intent === 'help' || intent === 'other') return nothingRead(reading, intent, decision.at, decision.sure);
  const field = (at: number, to: number, sure: Sureness, issues: readonly Issue[] = []): FieldDetail =>
    at < 0 ? { sure, issues } : { span: spanOf(reading, at, to), sure, issues };
  const general: Issue[] = reading.normalised.wasCut ? [{ kind: 'cut' }] : [];
  reading.lexemes.forEach((lexeme, i) => {
    if (lexeme.repaired)
      general.push({ kind: 'typo-repaired', span: spanOf(reading, i, i + 1), read: lexeme.repaired });
  });
  const decided = intent === 'approve' || intent === 'reject';
  const scope = readScope(reading);
  const workload = decided ? { workload: null, all: [], at: -1 } : readWorkload(reading, scope);
  const context = { now: localNow(input), bareHourIsAfternoon: reading.lexicon.table.bareHourIsAfternoon === true };
  const roles = resolveShifts(reading.roles, reading.lexemes, context);
  const point =
    intent === 'restore'
      ? choosePoint(roles, reading.lexemes, context, (from, to) => spanOf(reading, from, to))
      : { instant: null, precision: null, issues: [], chosen: undefined };
  const targeted = point.chosen !== undefined && point.chosen.role !== 'incident' && point.chosen.role !== 'good';
  const saidOptions = intent === 'restore' ? readOptions(reading, scope, targeted) : { options: {}, at: -1 };
  const listOf = decision.listOf;
  const options = listOf ? { ...saidOptions.options, listOf } : saidOptions.options;
  const latest = options.latest === true;
  const reason = intent === 'list' || intent === 'status' ? undefined : readReason(reading, intent);
  const tenant: Issue[] =
    scope.tenantWide >= 0 && !decided
      ? [{ kind: 'tenant-wide', span: spanOf(reading, scope.tenantWide, scope.tenantWide + 1) }]
      : [];
  const several: Issue[] = workload.all.length > 1 ? [{ kind: 'several-workloads' }] : [];
  const pointIssues = latest ? [] : point.issues;
  const found = decided ? [] : scope.found;
  const inferred = pointIssues.some((issue) => issue.kind === 'inferred-from-incident');
  const doubtful =
    pointIssues.length > 0 ||
    point.chosen?.role === 'loose' ||
    point.chosen?.role === 'good' ||
    point.chosen?.counted === true;
  return {
    intent,
    workload: workload.workload,
    scope: found.map(({ entity }) => entity),
    pointInTime: latest ? null : point.instant,
    precision: latest ? null : point.precision,
    options,
    reason: reason?.value ?? null,
    requestId: reading.requestId?.value ?? null,
    language: reading.lexicon.table.language,
    fields: {
      intent: field(decision.at, decision.at + 1, decision.sure),
      workload: field(workload.at, workload.at + 1, workload.all.length > 1 ? 'guess' : 'sure', several),
      scope: field(
        found[0]?.from ?? -1,
        found[0]?.to ?? 0,
        found.some(({ entity }) => entity.kind === 'me' || entity.id !== undefined || entity.value.includes('@'))
          ? 'sure'
          : 'likely',
        tenant,
      ),
      pointInTime: point.chosen
        ? field(
            point.chosen.date.from,
            point.chosen.date.to,
            inferred ? 'guess' : doubtful ? 'likely' : 'sure',
            pointIssues,
          )
        : { sure: 'sure', issues: pointIssues },
      options: field(saidOptions.at, saidOptions.at + 1, 'likely'),
      reason: field(reason?.from ?? -1, reason?.to ?? 0, 'likely'),
      requestId: field(reading.requestId?.at ?? -1, (reading.requestId?.at ?? 0) + 1, 'sure'),
    },
    workloads: workload.all,
    issues: [...pointIssues, ...tenant, ...several, ...general],
    dates: roles.map((dated) => {
      const { instant } = readingOf(dated, context);
      const span = spanOf(reading, dated.date.from, dated.date.to);
      return {
        span,
        text: input.text.slice(span.start, span.end),
        role: dated.before ? `${dated.role}, before` : dated.role,
        instant: instant ? minuteText(instant) : null,
      };
    }),
  };
}

/**
 * Reads some messages for nobody, one at each step, so that the first person does not wait for tables, zone data and compiled code. Three
 * rounds are enough for the engine to compile what is used most.
 */
export function* warmingUp(): Generator<void, void, void> {
  for (let round = 0; round < 3; round += 1)
    for (const message of samples) {
      parse(message);
      yield;
    }
}
