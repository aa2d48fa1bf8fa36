import { itemsPerPage, type Narrowing, pagesOf } from '../../domain/narrowing.ts';
import type { RestoreRequest } from '../../domain/request.ts';
import type { FilterKey } from '../../domain/terms.ts';
import type { ItemRow } from '../../ports/cards.ts';
import { limits, whatText } from './blocks.ts';
import { choiceText, inputValue, oneLine } from './escape.ts';
import { folderKey, fromKey, titleKey } from './filterWords.ts';
import type { Reader } from './reader.ts';
import { refusalText } from './refusalText.ts';
import { pointFacts, whatFact, whoseFacts } from './requestFacts.ts';
import type { ModelOf, View } from './view.ts';

const filterBytes = 600;
const senderLimit = 60;

/** Choosing items: what to look for, what was found, and which of them. */
export const narrowView: View<'narrow'> = (model, reader) => {
  const { request, filters, sinceMeans, canTakeWhole } = model;
  const step = stepOf(model);
  const head = headOf(reader, step);
  const list = listOf(reader, step, model.rows);
  const workload = request.content?.workload ?? request.draft.workload;
  const filter = request.narrowing?.filter;
  const offers = (key: FilterKey): boolean => filters.includes(key) && step.kind !== 'looking';
  const found = step.kind === 'found' ? step : null;
  return {
    summary: reader.text('narrow.summary', { what: whatText(reader, request), state: head.banner }),
    data: {
      tone: head.tone,
      own: {
        banner: head.banner,
        pages: list.pages,
        takeAll: reader.plural('action.takeAll', found?.found.total ?? 0),
        search: reader.text(step.kind === 'asking' ? 'action.search' : 'action.searchAgain'),
        folder: reader.text(`narrow.${folderKey(workload)}`),
        from: reader.text(`narrow.${fromKey(workload)}`),
        title: reader.text(`narrow.${titleKey(workload)}`),
        since: reader.text(sinceMeans === 'gone' ? 'narrow.sinceGone' : 'narrow.since'),
      },
      bannerText: head.text,
      requestId: request.id,
      revision: request.revision,
      facts: [whatFact(reader, request), ...whoseFacts(reader, request, 'whose.yours'), ...pointFacts(reader, request)],
      rows: list.rows,
      picked: list.picked,
      previousPage: Math.max((found?.page ?? 0) - 1, 0),
      nextPage: (found?.page ?? 0) + 1,
      folder: inputValue(filter?.folder ?? '', filterBytes),
      from: inputValue(filter?.from ?? '', filterBytes),
      to: inputValue(filter?.to ?? '', filterBytes),
      title: inputValue(filter?.title ?? '', filterBytes),
      since: filter?.sinceUtc ? reader.inputDate(filter.sinceUtc) : '',
      attachment: filter?.attachment === true ? 'true' : 'false',
      show: {
        bannerText: head.text !== '',
        rows: list.rows.length > 0,
        pages: list.pages !== '',
        previous: list.previous,
        next: list.next,
        use: list.rows.length > 0,
        all: canTakeAll(step),
        search: step.kind !== 'looking',
        again: found !== null,
        folder: offers('folder'),
        from: offers('from'),
        to: offers('to'),
        title: offers('title'),
        since: offers('sinceUtc'),
        attachment: offers('attachment'),
        whole: canTakeWhole,
      },
    },
  };
};

/** What the card stands at: a list without its titles is as good as one that is still looked for. */
function stepOf({ request, rows }: ModelOf<'narrow'>): Narrowing {
  const { narrowing } = request;
  if (narrowing === null) return { kind: 'asking', filter: emptyFilter(request) };
  if (narrowing.kind === 'found' && narrowing.found.picks === 'each' && rows === null)
    return { kind: 'looking', filter: narrowing.filter, searchId: narrowing.searchId, sinceUtc: request.createdAtUtc };
  return narrowing;
}

const emptyFilter = ({ draft }: RestoreRequest): Narrowing['filter'] =>
  draft.only ?? { folder: null, from: null, to: null, title: null, sinceUtc: null, attachment: null };

type Head = { readonly banner: string; readonly text: string; readonly tone: string };

function headOf(reader: Reader, step: Narrowing): Head {
  switch (step.kind) {
    case 'asking':
    case 'looking':
      return {
        banner: reader.text(`narrow.${step.kind}`),
        text: reader.text(`narrow.${step.kind}.text`),
        tone: 'emphasis',
      };
    case 'refused':
      return {
        banner: reader.text('narrow.refused'),
        text: refusalText(reader, step.refusal),
        tone: 'warning',
      };
    case 'found':
      return foundHead(reader, step);
    default:
      return step satisfies never;
  }
}

function foundHead(reader: Reader, { found }: Extract<Narrowing, { kind: 'found' }>): Head {
  if (found.total === 0)
    return { banner: reader.text('narrow.nothing'), text: reader.text('narrow.nothing.text'), tone: 'warning' };
  const banner = reader.plural('narrow.found', found.total);
  if (found.picks === 'all') {
    const tooMany = found.most !== null && found.total > found.most;
    const text = tooMany ? reader.plural('narrow.tooMany', found.most) : reader.text('narrow.allOnly');
    return { banner, text, tone: tooMany ? 'warning' : 'good' };
  }
  if (found.total > found.items.length || !found.complete)
    return { banner, text: reader.plural('narrow.listed', found.items.length), tone: 'warning' };
  return { banner, text: reader.text('narrow.found.text'), tone: 'good' };
}

/** Whether everything that was found may be taken at once; not when some of it is not even listed. */
function canTakeAll(step: Narrowing): boolean {
  if (step.kind !== 'found' || step.found.total === 0) return false;
  const { found } = step;
  if (found.picks === 'all') return found.most === null || found.total <= found.most;
  return found.complete && found.total <= found.items.length && found.total > 1;
}

const noList = { rows: [], picked: '', pages: '', previous: false, next: false };

/** The page of titles with what is ticked on it, and where in the list it is. */
function listOf(reader: Reader, step: Narrowing, given: readonly ItemRow[] | null) {
  const rows = given?.slice(0, itemsPerPage) ?? [];
  if (step.kind !== 'found' || step.found.picks !== 'each' || rows.length === 0) return noList;
  const { found, page, picked } = step;
  const shown = found.items.slice(page * itemsPerPage, (page + 1) * itemsPerPage).map(({ id }) => id);
  const ticked = rows.filter((_row, at) => picked.includes(shown[at] ?? '')).map((row) => row.key);
  const pages = pagesOf(found.items.length);
  const elsewhere = picked.filter((id) => !shown.includes(id)).length;
  const where = reader.text('narrow.page', {
    first: reader.number(page * itemsPerPage + 1),
    last: reader.number(page * itemsPerPage + rows.length),
    all: reader.number(found.items.length),
  });
  return {
    rows: rows.map((row) => ({ title: rowText(reader, row), value: row.key })),
    picked: ticked.join(','),
    pages: [
      ...(pages > 1 ? [where] : []),
      ...(elsewhere > 0 ? [reader.plural('narrow.elsewhere', elsewhere)] : []),
    ].join(' '),
    previous: page > 0,
    next: page < pages - 1,
  };
}

/** `Budget 2027 · megan@contoso.com · Thu, 19 Nov 2026, 15:00 CET` */
function rowText(reader: Reader, { kind, title, detail, dateUtc }: ItemRow): string {
  const name = oneLine(title, limits.choice) || reader.text('narrow.untitled');
  return [
    choiceText(name),
    ...(kind === 'container' ? [reader.text('narrow.container')] : []),
    choiceText(oneLine(detail, senderLimit)),
    dateUtc === null ? '' : reader.shortInstant(dateUtc),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
