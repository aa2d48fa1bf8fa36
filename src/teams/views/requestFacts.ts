import { currentDecisions, type Decision, type RestoreRequest } from '../../domain/request.ts';
import { optionKeys, type Person, type RestoreOptions } from '../../domain/terms.ts';
import {
  type Fact,
  fact,
  firstFew,
  limits,
  namedAtMost,
  namesOwners,
  peopleLines,
  personText,
  targetText,
  whatText,
} from './blocks.ts';
import { oneLine } from './escape.ts';
import type { Reader } from './reader.ts';

/** Who asks. */
export const requesterFact = (reader: Reader, request: RestoreRequest): Fact =>
  fact(reader.text('label.asks'), personText(reader, request.requester));

/** Whose data; empty when it belongs to nobody in particular, such as a site. `own` says how a requester's own is called. */
export function whoseFacts(
  reader: Reader,
  request: RestoreRequest,
  own: 'whose.own' | 'whose.yours' = 'whose.own',
): readonly Fact[] {
  const { beneficiaries, requester } = request;
  const [only] = beneficiaries;
  if (!only) return [];
  if (beneficiaries.length === 1 && only.id === requester.id)
    return [fact(reader.text('label.whose'), reader.text(own, { person: personText(reader, only) }))];
  return [fact(reader.text('label.whose'), ...peopleLines(reader, beneficiaries))];
}

/** The kind of data, and the mailbox, site or team itself where the people do not name it. */
export function whatFact(reader: Reader, request: RestoreRequest): Fact {
  const targets = request.content?.targets ?? [];
  const named = namesOwners(request) ? [] : targets.map((plan) => targetText(reader, plan.target));
  return fact(reader.text('label.what'), whatText(reader, request), ...firstFew(reader, named));
}

/** The mailbox, site or team itself, where neither the people nor the heading name it. */
export const targetFacts = (reader: Reader, request: RestoreRequest): readonly Fact[] =>
  request.content === null || namesOwners(request) ? [] : [whatFact(reader, request)];

/** The time the person asked for. */
export function askedTimeFacts(reader: Reader, request: RestoreRequest): readonly Fact[] {
  const asked = request.content?.askedTime ?? request.draft.askedTime;
  return asked ? [fact(reader.text('label.askedTime'), reader.longInstant(asked.utc))] : [];
}

/** The backup that will be used, by target where they differ. */
export function pointFacts(reader: Reader, request: RestoreRequest): readonly Fact[] {
  const plans = (request.content?.targets ?? []).flatMap(({ target, point }) => (point ? [{ target, point }] : []));
  const [first] = plans;
  if (!first) return [];
  const label = reader.text('label.point');
  if (plans.every(({ point }) => point.takenAtUtc === first.point.takenAtUtc))
    return [fact(label, reader.longInstant(first.point.takenAtUtc))];
  const each = plans.map(({ target, point }) =>
    reader.text('pointOf', {
      target: oneLine(target.name, limits.name),
      time: reader.shortInstant(point.takenAtUtc),
    }),
  );
  return [fact(label, ...firstFew(reader, each))];
}

/** The first target's backup as a short time; `–` before one was found. */
export function pointText(reader: Reader, request: RestoreRequest): string {
  const point = request.content?.targets.find((plan) => plan.point !== null)?.point;
  return point ? reader.shortInstant(point.takenAtUtc) : '–';
}

/** Where the data goes. */
export const destinationFact = (reader: Reader, request: RestoreRequest): Fact =>
  fact(
    reader.text('label.destination'),
    reader.text(`destination.${request.content?.destination ?? request.draft.destination}`),
  );

/** The options that are ticked, one a line. */
export function optionsFact(reader: Reader, options: RestoreOptions): Fact {
  const ticked = optionKeys.filter((key) => options[key]).map((key) => reader.text(`option.${key}`));
  return fact(reader.text('label.options'), ...(ticked.length > 0 ? ticked : [reader.text('option.none')]));
}

/** Why the person asks, in their own words. */
export function reasonFacts(reader: Reader, request: RestoreRequest): readonly Fact[] {
  const reason = oneLine(request.content?.reason ?? request.draft.reason, limits.reason);
  return reason === '' ? [] : [fact(reader.text('label.reason'), reason)];
}

const decided = (reader: Reader, decision: Decision): string =>
  reader.text('decidedAt', { person: personText(reader, decision.by), time: reader.shortInstant(decision.atUtc) });

/** Who approved and who rejected the current revision, when, and (unless it is said elsewhere) why not. */
export function decisionFacts(reader: Reader, request: RestoreRequest, withReasons = true): readonly Fact[] {
  const current = currentDecisions(request);
  const approved = current.filter((decision) => decision.verdict === 'approve').map((one) => decided(reader, one));
  const rejected = current
    .filter((decision) => decision.verdict === 'reject')
    .slice(0, namedAtMost)
    .flatMap((one) => [decided(reader, one), withReasons ? oneLine(one.reason ?? '', limits.reason) : ''])
    .filter((text) => text !== '');
  return [
    ...(approved.length > 0 ? [fact(reader.text('label.approved'), ...firstFew(reader, approved))] : []),
    ...(rejected.length > 0 ? [fact(reader.text('label.rejected'), ...rejected)] : []),
  ];
}

/**
 * "1 of 2: approved by Mei. One more of Ravi, Jo.", when more than one approval is needed; empty otherwise. Plain text.
 */
export function progressText(reader: Reader, request: RestoreRequest): string {
  if (request.approvalsNeeded < 2) return '';
  const given = currentDecisions(request)
    .filter((decision) => decision.verdict === 'approve')
    .map((decision) => decision.by);
  const numbers = { given: reader.number(given.length), needed: reader.number(request.approvalsNeeded) };
  const names = (people: readonly Person[]): string =>
    reader.list(
      firstFew(
        reader,
        people.map((one) => nameOf(reader, one)),
      ),
    );
  const missing = request.approvalsNeeded - given.length;
  const left = reachable(request).filter((person) => !given.some((one) => one.id === person.id));
  return [
    given.length === 0
      ? reader.text('approvals', numbers)
      : reader.text('approvals.given', { ...numbers, people: names(given) }),
    ...(missing > 0 && left.length > 0 ? [reader.plural('approvals.missing', missing, { people: names(left) })] : []),
  ].join(' ');
}

const nameOf = (reader: Reader, { name, address }: Person): string =>
  oneLine(name, limits.name) || oneLine(address, limits.address) || reader.text('person.unknown');

/** Those who were asked and can be reached. */
export const reachable = ({ asked, unreachable }: RestoreRequest): readonly Person[] =>
  asked.filter((person) => !unreachable.some((gone) => gone.id === person.id));

/** What the restore will do to the data, in one sentence of ours, and whether it can lose something. */
export function effectOf(reader: Reader, request: RestoreRequest): { readonly text: string; readonly tone: string } {
  const { content, preview } = request;
  if (content === null || preview.kind !== 'ready') return { text: '', tone: 'emphasis' };
  const items = content.selection.kind === 'items';
  if (preview.manner === 'rollback')
    return { text: reader.text(items ? 'effect.items.rollback' : 'effect.rollback'), tone: 'warning' };
  if (content.destination === 'new') return { text: reader.text('effect.new'), tone: 'emphasis' };
  const { missingItems, changedItems } = content.options;
  if (items) {
    const text = reader.text(changedItems ? 'effect.items.changed' : 'effect.items');
    return { text, tone: changedItems ? 'warning' : 'emphasis' };
  }
  const key = missingItems && changedItems ? 'both' : changedItems ? 'changed' : 'missing';
  return { text: reader.text(`effect.merge.${key}`), tone: changedItems ? 'warning' : 'emphasis' };
}

/** What the provider wants known of the chosen place, one sentence each. */
export const noticeTexts = (reader: Reader, { preview }: RestoreRequest): readonly string[] =>
  preview.kind === 'ready' ? (preview.notices ?? []).map((notice) => reader.text(`notice.${notice}`)) : [];

/** The same for whoever decides. */
export function noticeFacts(reader: Reader, request: RestoreRequest): readonly Fact[] {
  const texts = noticeTexts(reader, request);
  return texts.length === 0 ? [] : [fact(reader.text('label.goodToKnow'), ...texts)];
}
