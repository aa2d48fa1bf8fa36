import type { RestoreRequest } from '../../../src/domain/request.ts';
import { type ItemFilter, noFilter, type PickedItem, type Selection } from '../../../src/domain/terms.ts';
import type { CardModel, FormChoices, ItemRow } from '../../../src/ports/cards.ts';
import { approval, nowUtc, preview, status } from './cardOf.ts';
import { mailOnly } from './formChoices.ts';
import { awaiting, completed, diego, draft, megan, ready, siteRollback, withIssues } from './requests.ts';

const subject: ItemFilter = { ...noFilter, folder: 'Projects', from: 'megan', title: 'budget' };
const picked = (count: number): readonly PickedItem[] =>
  Array.from({ length: count }, (_, at) => ({ id: `item-${at}`, ref: {} }));
/** The same requests for three chosen messages. */
const ofItems = (
  request: RestoreRequest,
  selection: Partial<Extract<Selection, { kind: 'items' }>> = {},
): RestoreRequest => ({
  ...request,
  ...(request.content
    ? {
        content: {
          ...request.content,
          selection: { kind: 'items', filter: subject, items: picked(3), total: 3, ...selection },
        },
      }
    : {}),
});
const narrow = (narrowing: RestoreRequest['narrowing'], rows: readonly ItemRow[] | null = null): CardModel => ({
  card: 'narrow',
  request: { ...ready, narrowing },
  filters: ['folder', 'from', 'title', 'sinceUtc'],
  canTakeWhole: true,
  rows,
});
const titles = [
  'Re: Budget 2027',
  '[EXTERNAL] Budget_draft *final*',
  'Budget review: please have a look at the numbers of the third quarter before Friday, thank you',
  '',
  'Budget',
];
const rows = (count: number): readonly ItemRow[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `key-${at}`,
    kind: at === 4 ? ('container' as const) : ('item' as const),
    title: titles[at % titles.length] ?? '',
    detail: at === 3 ? '' : 'megan.bowen@contoso.com',
    dateUtc: at === 4 ? null : new Date(Date.UTC(2026, 10, 19, 14) - at * 4_000_000).toISOString(),
  }));
const foundEach = (
  count: number,
  over: { total?: number; complete?: boolean; page?: number; picked?: readonly string[] } = {},
) => ({
  kind: 'found' as const,
  filter: subject,
  searchId: 's-1',
  found: {
    picks: 'each' as const,
    items: picked(count),
    total: over.total ?? count,
    complete: over.complete ?? true,
  },
  page: over.page ?? 0,
  picked: over.picked ?? [],
});
const foundAll = (total: number, most: number | null) => ({
  kind: 'found' as const,
  filter: subject,
  searchId: 's-1',
  found: { picks: 'all' as const, total, most },
  page: 0,
  picked: [],
});
const withItems: FormChoices = {
  ...mailOnly,
  items: {
    exchange: {
      options: ['includeDeleted'],
      destinations: ['inPlace'],
      manner: { inPlace: 'merge' },
      filters: ['folder', 'title'],
    },
  },
};

/** Choosing items, and every card of a request for chosen ones. */
export const narrowCases: Readonly<Record<string, CardModel>> = {
  'form-items': {
    card: 'form',
    request: { ...draft, draft: { ...draft.draft, only: subject } },
    choices: withItems,
    problem: null,
    nowUtc,
  },
  'form-itemsOnly': { card: 'form', request: draft, choices: { ...withItems, abilities: {} }, problem: null, nowUtc },
  'narrow-asking': narrow({ kind: 'asking', filter: noFilter }),
  'narrow-looking': narrow({ kind: 'looking', filter: subject, searchId: 's-1', sinceUtc: nowUtc }),
  'narrow-found': narrow(foundEach(5, { picked: ['item-0', 'item-2'] }), rows(5)),
  'narrow-pages': narrow(foundEach(40, { page: 1, picked: ['item-2', 'item-16'] }), rows(15)),
  'narrow-listed': narrow(foundEach(200, { total: 4711, complete: false }), rows(15)),
  'narrow-one': narrow(foundEach(1), rows(1)),
  'narrow-nothing': narrow(foundEach(0), []),
  'narrow-all': narrow(foundAll(37, 1000)),
  'narrow-gone': {
    ...narrow({ kind: 'asking', filter: noFilter }),
    filters: ['from', 'to', 'title', 'attachment', 'sinceUtc'],
    sinceMeans: 'gone',
  } as CardModel,
  'narrow-tooMany': { ...narrow(foundAll(2412, 1000)), canTakeWhole: false } as CardModel,
  'narrow-refused': narrow({ kind: 'refused', filter: subject, refusal: { code: 'backupUnavailable' } }),
  'narrow-site': {
    ...narrow({ kind: 'asking', filter: noFilter }),
    request: { ...siteRollback, state: 'draft', number: null, narrowing: { kind: 'asking', filter: noFilter } },
    filters: ['folder', 'from', 'to', 'title', 'sinceUtc', 'attachment'],
  } as CardModel,
  'preview-items': { ...preview(ofItems(ready)), canNarrow: true } as CardModel,
  'preview-items-rollback': {
    ...preview(ofItems({ ...siteRollback, state: 'draft', number: null })),
    canNarrow: true,
  } as CardModel,
  'approval-items': approval({ ...ofItems(awaiting), asked: [megan] }),
  'approval-items-all': approval({ ...ofItems(awaiting, { items: [], total: 37 }), asked: [megan] }),
  'approval-items-gone': approval({
    ...ofItems(awaiting, {
      filter: { ...noFilter, sinceUtc: '2026-11-01T05:00:00.000Z', sinceMeans: 'gone' },
      items: [],
      total: 37,
    }),
    asked: [megan],
  }),
  'status-items': status(ofItems(completed)),
  'beneficiary-items': { card: 'beneficiary', request: { ...ofItems(withIssues), requester: diego } },
  'announcement-items': { card: 'announcement', request: ofItems(completed) },
  'notice-chooseAgain': {
    card: 'notice',
    request: { ...awaiting, state: 'draft', revision: 3, narrowing: { kind: 'asking', filter: subject } },
    about: 'pointMoved',
  },
};
