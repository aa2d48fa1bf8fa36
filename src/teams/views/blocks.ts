import type { Candidate } from '../../domain/refusals.ts';
import type { RequestState, RestoreRequest } from '../../domain/request.ts';
import type { Counts, Json, Person, Target, Workload } from '../../domain/terms.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';

/** How many people, targets or lines a card names before "and N more". */
export const namedAtMost = 5;

/** How long others' texts may be, in characters. */
export const limits = {
  name: 72,
  address: 110,
  reason: 500,
  title: 120,
  path: 160,
  issue: 200,
  fact: 110,
  choice: 80,
} as const;

/** A line in a TextRun, which no client reads as Markdown. */
export type Line = { readonly text: string };
export const lines = (texts: readonly string[]): readonly Line[] => texts.map((text) => ({ text }));

/** A labelled fact of a card. */
export type Fact = { readonly own: { readonly label: string }; readonly lines: readonly Line[] };
export const fact = (label: string, ...texts: readonly string[]): Fact => ({ own: { label }, lines: lines(texts) });

/** The first few, and how many more there are. */
export function firstFew(reader: Reader, texts: readonly string[]): readonly string[] {
  if (texts.length <= namedAtMost) return texts;
  return [...texts.slice(0, namedAtMost), reader.plural('more', texts.length - namedAtMost)];
}

function named(reader: Reader, key: 'person' | 'target', name: string, address: string): string {
  const shown = { name: oneLine(name, limits.name), address: oneLine(address, limits.address) };
  if (shown.name === '' && shown.address === '') return reader.text('person.unknown');
  if (shown.name === '' || shown.name === shown.address) return shown.address;
  return shown.address === '' ? shown.name : reader.text(key, shown);
}

/** A person by name and address; a name alone proves nothing. */
export const personText = (reader: Reader, person: Person): string =>
  named(reader, 'person', person.name, person.address);

/** A mailbox, OneDrive, site or team by name and address. */
export const targetText = (reader: Reader, target: Target): string =>
  named(reader, 'target', target.name, target.address);

/** Somebody or something a name can mean, by name and address. */
export const candidateText = (reader: Reader, candidate: Candidate): string =>
  named(reader, 'person', candidate.name, candidate.address);

/** People as lines, at most a few of them. */
export const peopleLines = (reader: Reader, people: readonly Person[]): readonly string[] =>
  firstFew(
    reader,
    people.map((person) => personText(reader, person)),
  );

/** The kind of data in our words. */
export const workloadText = (reader: Reader, workload: Workload | null): string =>
  reader.text(workload === null ? 'workload.unknown' : `workload.${workload}`);

/** What a request is about, in a word; with the number of items when it is not the whole. */
export function whatText(reader: Reader, request: RestoreRequest): string {
  const what = workloadText(reader, request.content?.workload ?? request.draft.workload);
  const selection = request.content?.selection;
  return selection?.kind === 'items' ? reader.plural('what.items', selection.total, { what }) : what;
}

/** Whether the targets are the beneficiaries' own, so that naming the people names the targets. */
export const namesOwners = ({ content, beneficiaries }: RestoreRequest): boolean =>
  content?.targets.every((plan) => beneficiaries.some((person) => person.id === plan.target.id)) ?? false;

/** The colour a state has beside its word. */
export function toneOf(state: RequestState): 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention' {
  switch (state) {
    case 'completed':
      return 'good';
    case 'completedWithIssues':
    case 'needsAttention':
    case 'stopped':
      return 'warning';
    case 'failed':
    case 'rejected':
      return 'attention';
    case 'approved':
    case 'waiting':
    case 'waitingForSignIn':
    case 'starting':
    case 'running':
      return 'accent';
    default:
      return 'emphasis';
  }
}

/** A request's counts: of the outcomes when there are any, else of the run so far; null when nothing ran. */
export function countsOf(request: RestoreRequest): Counts | null {
  if (request.outcomes.length === 0) return request.run?.counts ?? null;
  return request.outcomes.reduce<Counts>(
    (sum, { counts }) => ({
      created: sum.created + counts.created,
      merged: sum.merged + counts.merged,
      skipped: sum.skipped + counts.skipped,
      failed: sum.failed + counts.failed,
    }),
    { created: 0, merged: 0, skipped: 0, failed: 0 },
  );
}

/** Counts as rows of a number and our word for it. */
export function countRows(reader: Reader, counts: Counts | null): Json {
  if (counts === null) return [];
  return (['created', 'merged', 'skipped', 'failed'] as const).map((key) => ({
    own: { number: reader.number(counts[key]), label: reader.text(`count.${key}`) },
    color: key === 'failed' && counts.failed > 0 ? 'attention' : 'default',
  }));
}

/** Counts as one line, for lists and notifications. */
export const countLine = (reader: Reader, counts: Counts): string =>
  reader.text('count.line', {
    created: reader.number(counts.created),
    merged: reader.number(counts.merged),
    skipped: reader.number(counts.skipped),
    failed: reader.number(counts.failed),
  });
