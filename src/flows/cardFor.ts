import { pageOf } from '../domain/narrowing.ts';
import type { Policy } from '../domain/policy.ts';
import { isFoundByAddress, type RestoreRequest } from '../domain/request.ts';
import { workloads } from '../domain/terms.ts';
import type { CardModel, FormChoices, ItemRow } from '../ports/cards.ts';
import type { Ability } from '../ports/provider.ts';
import type { PostedCard } from '../ports/store.ts';
import type { FlowDeps } from './deps.ts';
import type { NoticeAbout } from './effectsToJobs.ts';
import { itemKey } from './narrow/itemTitles.ts';

export type CardDeps = Pick<FlowDeps, 'providers' | 'policy' | 'clock' | 'titles'>;

const nowUtc = (deps: CardDeps) => deps.clock.now().toISOString();

/** Whose copy it is, and who has a view of their own of it. */
export type CopyOf = Pick<PostedCard, 'role' | 'personId'> & { readonly refreshFor?: readonly string[] };

/** What the request card offers this requester. */
export function formChoices(deps: CardDeps, requesterId: string): FormChoices {
  const abilities: Partial<Record<(typeof workloads)[number], Ability>> = {};
  const items: Partial<Record<(typeof workloads)[number], Ability>> = {};
  for (const workload of workloads) {
    const provider = deps.providers.forWorkload(workload);
    const whole = provider?.ability(workload);
    const some = provider?.ability(workload, 'items');
    if (whole) abilities[workload] = whole;
    if (some) items[workload] = some;
  }
  return {
    abilities,
    items,
    mayAskForOthers: couldAskForOthers(deps.policy, requesterId),
    reasonMinimumCharacters: deps.policy.reasonMinimumCharacters,
    reasonMaximumCharacters: deps.policy.reasonMaximumCharacters,
  };
}

/** Whether the form should offer it; whether it may be done is asked of the directory when the form is sent. */
const couldAskForOthers = ({ ask }: Policy, requesterId: string): boolean =>
  ask.managers || ask.owners || ask.forAnybody.groups.length > 0 || ask.forAnybody.people.includes(requesterId);

/** The request card with what is filled in so far, and what is wrong with it if something is. */
export const formCard = (
  deps: CardDeps,
  request: RestoreRequest,
  problem: Extract<CardModel, { card: 'form' }>['problem'] = problemWithWords(deps, request),
): CardModel => ({
  card: 'form',
  request,
  choices: formChoices(deps, request.requester.id),
  problem,
  nowUtc: nowUtc(deps),
});

/** What the words already ask for and this person may not: said at once, so that nobody sends a form for somebody else's data as their own. */
function problemWithWords(
  deps: CardDeps,
  { draft, requester }: RestoreRequest,
): Extract<CardModel, { card: 'form' }>['problem'] {
  const others = draft.forWhom.some((who) => who.by !== 'me');
  return others && !couldAskForOthers(deps.policy, requester.id) ? { code: 'othersNotAllowed' } : null;
}

/** The card the requester has for a request in its present state: the form, the preview, then the live status. */
export function requesterCard(deps: CardDeps, request: RestoreRequest): CardModel {
  if (request.state !== 'draft') return { card: 'status', request, viewer: 'requester', nowUtc: nowUtc(deps) };
  if (request.preview.kind === 'none') return formCard(deps, request);
  return request.narrowing === null ? previewCard(deps, request) : narrowCard(deps, request);
}

function previewCard(deps: CardDeps, request: RestoreRequest): CardModel {
  const { content, preview } = request;
  const certain = preview.kind === 'ready' && !isFoundByAddress(preview.choices);
  const canNarrow = certain && content?.targets.length === 1 && abilityOf(deps, request, 'items') !== null;
  return { card: 'preview', request, canNarrow };
}

function narrowCard(deps: CardDeps, request: RestoreRequest): CardModel {
  const { filters = [], sinceMeans } = abilityOf(deps, request, 'items') ?? {};
  return {
    card: 'narrow',
    request,
    filters,
    ...(sinceMeans === undefined ? {} : { sinceMeans }),
    canTakeWhole: abilityOf(deps, request, 'whole') !== null,
    rows: rowsOf(deps, request),
  };
}

const abilityOf = (
  { providers }: CardDeps,
  { content, provider }: RestoreRequest,
  selection: 'whole' | 'items',
): Ability | null => (content ? providers.byName(provider).ability(content.workload, selection) : null);

/** The page to show, with the titles this process remembers. */
function rowsOf({ titles }: CardDeps, { narrowing }: RestoreRequest): readonly ItemRow[] | null {
  if (narrowing?.kind !== 'found' || narrowing.found.picks !== 'each') return null;
  const items = pageOf(narrowing.found.items, narrowing.page);
  return (
    titles.of(narrowing.searchId, items)?.map((title, at) => ({ ...title, key: itemKey(items[at] ?? { id: '' }) })) ??
    null
  );
}

/**
 * What a posted copy shows for the present state; every card is a view of the one truth. A request that went back to its requester is theirs
 * alone until they send it again: the copies of others show its number and state.
 */
export function cardForRole(deps: CardDeps, request: RestoreRequest, copy: CopyOf): CardModel {
  if (request.state === 'draft' && copy.role !== 'requester') return { card: 'shortStatus', request };
  switch (copy.role) {
    case 'requester':
      return requesterCard(deps, request);
    case 'approver':
      return { card: 'approval', request, viewerId: copy.personId };
    case 'approvers':
      return { card: 'shared', request, refreshFor: copy.refreshFor ?? [] };
    case 'admin':
      return { card: 'attention', request };
    case 'beneficiary':
      return { card: 'status', request, viewer: 'other', nowUtc: nowUtc(deps) };
    case 'origin':
      return { card: 'shortStatus', request };
    case 'channel':
      return { card: 'announcement', request, namePeople: deps.policy.announcePeople };
    default:
      return copy.role satisfies never;
  }
}

/** The card a notice posts, and whether its copy stays live (is edited when the request changes). */
export function cardForNotice(
  deps: CardDeps,
  request: RestoreRequest,
  about: NoticeAbout,
  copy: CopyOf,
): { readonly card: CardModel; readonly live: boolean } {
  switch (about) {
    case 'form':
    case 'status':
    case 'approval':
    case 'attention':
    case 'shortStatus':
      return { card: cardForRole(deps, request, copy), live: true };
    case 'reminder':
      return { card: { card: 'approval', request, reminder: true, viewerId: copy.personId }, live: true };
    case 'announcement':
      return { card: cardForRole(deps, request, { ...copy, role: 'channel' }), live: false };
    case 'beneficiary':
      return { card: { card: 'beneficiary', request }, live: false };
    case 'attentionNotice':
      return { card: { card: 'notice', request, about: 'attention' }, live: false };
    case 'approved':
    case 'rejected':
    case 'expired':
    case 'pointMoved':
    case 'finished':
    case 'unreachable':
      return { card: { card: 'notice', request, about }, live: false };
    default:
      return about satisfies never;
  }
}
