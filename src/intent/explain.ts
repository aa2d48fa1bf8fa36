import { Temporal } from 'temporal-polyfill';
import { parse } from './parse.ts';
import type { FieldDetail, Issue, ParseInput, ParseResult } from './types.ts';

const issueTexts: Record<Issue['kind'], string> = {
  future: 'lies in the future, so no point was set',
  vague: 'names no exact time, so no point was set',
  'several-points': 'several different points were named, so none was set',
  range: 'is a range, so no point was set',
  'invalid-date': 'cannot be a date or a time, so no point was set',
  conflict: 'weekday and date contradict each other, so no point was set',
  'dst-gap': 'was skipped by the clock change and moved forward',
  'dst-overlap': 'came twice because of the clock change; the first one was taken',
  'inferred-from-incident': 'is when it went wrong; the point is the minute before, as a suggestion',
  'weekday-is-today': 'is also today; the one a week ago was taken',
  'tenant-wide': 'means everybody: nobody was filled in',
  'day-month-order': 'day and month may be the other way round',
  'morning-or-afternoon': 'may be the other half of the day',
  'several-workloads': 'more than one kind of data was named, so none was set',
  'typo-repaired': 'was read in place of a misspelt word',
  cut: 'the message is too long; only its start was read',
};

const local = (instant: string, zone: string): string => {
  const at = Temporal.Instant.from(instant.replace('Z', ':00Z')).toZonedDateTimeISO(zone);
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return `${days[at.dayOfWeek - 1]} ${at.toPlainDate()} ${at.toPlainTime().toString().slice(0, 5)} ${zone}`;
};

function fieldLine(name: string, value: string | null, detail: FieldDetail, text: string): string {
  if (value === null) return `${name.padEnd(12)} –`;
  const said = detail.span ? ` ← "${text.slice(detail.span.start, detail.span.end).replace(/\s+/g, ' ')}"` : '';
  return `${name.padEnd(12)} ${value} (${detail.sure})${said}`;
}

const listed = (result: ParseResult): string | null =>
  result.scope.length === 0
    ? null
    : result.scope
        .map(({ kind, value, id }) => (kind === 'me' ? 'me' : `${kind} ${value}${id ? ` [${id}]` : ''}`))
        .join(', ');

/**
 * Readable text of what was read in one message and why: each field with its words and how sure it is, each date with the
 * role its clause gave it, and each thing to tell the person. For admins and bug reports; nothing in it is executed.
 */
export function explain(input: ParseInput): string {
  const result = parse(input);
  const { fields } = result;
  const zoneKnown = ((): boolean => {
    try {
      Temporal.Now.zonedDateTimeISO(input.timeZone);
      return true;
    } catch {
      return false;
    }
  })();
  const zone = zoneKnown ? input.timeZone : 'UTC';
  const time = (instant: string): string => `${instant} = ${local(instant, zone)}`;
  const point = result.pointInTime ? `${time(result.pointInTime)}, to the ${result.precision}` : null;
  const options = Object.entries(result.options).map(([key, value]) => `${key}=${value}`);
  const lines = [
    `language     ${result.language}${zoneKnown ? '' : ` (time zone "${input.timeZone}" is not known; UTC was used)`}`,
    fieldLine('intent', result.intent, fields.intent, input.text),
    fieldLine('workload', result.workload, fields.workload, input.text),
    fieldLine('scope', listed(result), fields.scope, input.text),
    fieldLine('point', point, fields.pointInTime, input.text),
    fieldLine('options', options.length > 0 ? options.join(', ') : null, fields.options, input.text),
    fieldLine('reason', result.reason, fields.reason, input.text),
    fieldLine('request', result.requestId, fields.requestId, input.text),
  ];
  for (const date of result.dates)
    lines.push(
      `date         "${date.text.trim()}" is ${date.role}${date.instant ? ` → ${time(date.instant)}` : ', no instant'}`,
    );
  for (const issue of result.issues) {
    const other = issue.alternative ? `; the other reading is ${time(issue.alternative)}` : '';
    lines.push(`note         ${issue.read ? `"${issue.read}" ` : ''}${issueTexts[issue.kind]} (${issue.kind})${other}`);
  }
  return lines.join('\n');
}
