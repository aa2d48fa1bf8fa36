import { type AuditLine, actorField } from '../domain/auditChain.ts';
import type { StoredLine } from '../domain/auditVerify.ts';

export const exportFormats = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A stored line as it is handed out: personal values in plain words where they are still there, null where they were erased. */
function exported(stored: StoredLine) {
  const { people: digests, ...line } = JSON.parse(stored.line) as AuditLine;
  const values = new Map(stored.people.map((person) => [person.field, person.value]));
  const people = Object.fromEntries(Object.keys(digests).map((field) => [field, values.get(field) ?? null]));
  return { ...line, people, hash: stored.hash };
}

const columns = [
  'number',
  'atUtc',
  'action',
  'label',
  'requestId',
  'revision',
  'actor',
  'policyVersion',
  'people',
  'facts',
  'hash',
] as const;

/** Lines of text for a file, each ending with its line break: JSON objects, or CSV with a heading (RFC 4180). */
export async function* exportLines(lines: AsyncIterable<StoredLine>, format: ExportFormat): AsyncIterable<string> {
  if (format === 'csv') yield `${columns.join(',')}\r\n`;
  for await (const stored of lines) {
    const line = exported(stored);
    if (format === 'jsonl') yield `${JSON.stringify(line)}\n`;
    else
      yield `${columns.map((column) => csvCell(column === 'actor' ? line.people[actorField] : line[column])).join(',')}\r\n`;
  }
}

/** One cell. A spreadsheet takes a cell that begins with = + - @, a tab or a line break for a formula, so those get an apostrophe. */
export function csvCell(value: unknown): string {
  const text =
    value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
