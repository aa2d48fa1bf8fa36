import { z } from 'zod';
import type { Refused } from '../domain/refusals.ts';
import { optionKeys, type Person, workloads } from '../domain/terms.ts';
import { type AskDeps, startBlank } from '../flows/ask.ts';
import { chooseCandidate } from '../flows/chooseCandidate.ts';
import type { Click, ClickDeps } from '../flows/click.ts';
import { fillForm } from '../flows/fillForm.ts';
import { listRequests } from '../flows/history.ts';
import { narrowRequest, pickItems, searchItems, takeWhole, turnPage } from '../flows/narrow/narrowClicks.ts';
import { openFromList } from '../flows/openFromList.ts';
import { showOwnView, showRequest } from '../flows/ownView.ts';
import { reopenForm, stopRequest, submitRequest, withdrawRequest } from '../flows/requestClicks.ts';
import { approveRequest, rejectRequest } from '../flows/review.ts';
import { adoptSession, closeUnproven, startAgain } from '../flows/settleAttention.ts';
import { takeAlternative } from '../flows/takeAlternative.ts';
import type { CardModel } from '../ports/cards.ts';
import type { ConversationReference } from '../ports/store.ts';

/** Who pressed and where, from the authenticated activity. */
export type Presser = { readonly person: Person; readonly conversation: ConversationReference; readonly zone: string };

export type RouteDeps = ClickDeps & AskDeps;

/** The answer to a press: a card that replaces the pressed one, a refusal for that person alone, or nothing to show. */
export type Answer = CardModel | Refused | null;

type Route = (deps: RouteDeps, data: unknown, presser: Presser) => Promise<Answer | 'malformed'>;

const cardData = z.object({ requestId: z.string().max(100), revision: z.coerce.number().int().nonnegative() });
/** Inputs come from clients: longer than any honest input is refused before anything reads it. */
const text = (maximum: number) => z.string().max(maximum).default('');
const commaList = z
  .string()
  .max(4_000)
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

/** A button about a request: its inputs' schema and the flow it calls. */
function onRequest<I>(
  verb: string,
  inputs: z.ZodType<I>,
  flow: (deps: RouteDeps, click: Click, inputs: I, presser: Presser) => Promise<Answer>,
): readonly [string, Route] {
  return [
    verb,
    async (deps, data, presser) => {
      const about = cardData.safeParse(data);
      const filled = inputs.safeParse(data);
      if (!about.success || !filled.success) return 'malformed';
      const click: Click = {
        verb,
        ...about.data,
        person: presser.person,
        inputs: filled.data as Record<string, unknown>,
      };
      return flow(deps, click, filled.data, presser);
    },
  ];
}

const nothing = z.object({});
/** Which run of the request the evidence on the card is about. */
const aboutAttempt = z.object({ attempt: z.coerce.number().int().positive() });
const submission = z.object({
  pointId: z.string().max(400).optional(),
  rollbackConfirmed: z.enum(['true', 'false']).optional(),
});
/** What an item may be looked for by, as long as honest words are. */
const search = z.object({
  folder: text(200),
  from: text(200),
  to: text(200),
  title: text(200),
  since: text(40),
  attachment: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
const form = z.object({
  workload: z.enum(workloads).nullable().catch(null).default(null),
  extent: z.enum(['whole', 'items']).default('whole'),
  who: z.enum(['me', 'other']).default('me'),
  people: commaList,
  address: text(320),
  date: text(40),
  time: text(40),
  destination: z.enum(['inPlace', 'new']).default('inPlace'),
  options: commaList.transform((keys) => optionKeys.filter((key) => keys.includes(key))),
  reason: text(20_000),
});

/**
 * Every card button: verb → inputs, flow. Adding a button is one line here and one flow.
 * What does not fit its schema is malformed: it matches no route, changes nothing and never throws.
 */
const routes: ReadonlyMap<string, Route> = new Map([
  onRequest('form.preview', form, (deps, click, inputs, presser) => fillForm(deps, click, inputs, presser.zone)),
  onRequest('form.alternative', z.object({ alternativeUtc: z.string().max(40) }), (deps, click, inputs, presser) =>
    takeAlternative(deps, click, inputs.alternativeUtc, presser.zone),
  ),
  onRequest('form.discard', nothing, (deps, click) => withdrawRequest(deps, click)),
  onRequest('preview.submit', submission, (deps, click, { pointId, rollbackConfirmed }) =>
    submitRequest(deps, click, pointId ?? null, rollbackConfirmed === 'true'),
  ),
  onRequest('preview.choose', z.object({ candidateId: z.string().min(1).max(400) }), (deps, click, { candidateId }) =>
    chooseCandidate(deps, click, candidateId),
  ),
  onRequest('preview.narrow', z.object({ pointId: z.string().max(400).optional() }), (deps, click, { pointId }) =>
    narrowRequest(deps, click, pointId ?? null),
  ),
  onRequest('narrow.search', search, (deps, click, inputs, presser) => searchItems(deps, click, inputs, presser.zone)),
  onRequest(
    'narrow.page',
    z.object({ page: z.coerce.number().int().nonnegative(), picked: commaList }),
    (deps, click, { page, picked }) => turnPage(deps, click, page, picked),
  ),
  onRequest('narrow.use', z.object({ picked: commaList }), (deps, click, { picked }) => pickItems(deps, click, picked)),
  onRequest('narrow.all', nothing, (deps, click) => pickItems(deps, click, 'all')),
  onRequest('narrow.whole', nothing, (deps, click) => takeWhole(deps, click)),
  onRequest('preview.change', nothing, (deps, click) => reopenForm(deps, click)),
  onRequest('approval.approve', nothing, (deps, click) => approveRequest(deps, click)),
  onRequest('approval.reject', z.object({ rejectReason: text(20_000) }), (deps, click, { rejectReason }) =>
    rejectRequest(deps, click, rejectReason),
  ),
  onRequest('status.withdraw', nothing, (deps, click) => withdrawRequest(deps, click)),
  onRequest('status.stop', nothing, (deps, click) => stopRequest(deps, click)),
  onRequest('status.refresh', nothing, (deps, click) => showRequest(deps, click)),
  onRequest('shared.refresh', nothing, (deps, click) => showOwnView(deps, click)),
  onRequest('list.open', nothing, (deps, click) => openFromList(deps, click)),
  onRequest('attention.adopt', aboutAttempt.extend({ sessionId: z.string().min(1).max(200) }), (deps, click, filled) =>
    adoptSession(deps, click, filled.attempt, filled.sessionId),
  ),
  onRequest('attention.startAgain', aboutAttempt, (deps, click, { attempt }) => startAgain(deps, click, attempt)),
  onRequest('attention.close', aboutAttempt, (deps, click, { attempt }) => closeUnproven(deps, click, attempt)),
  ['help.start', (deps, _data, presser) => startBlank(deps, presser)],
  ['help.list', (deps, _data, presser) => listRequests(deps, presser.person, 'requests')],
]);

/** What a client may press by itself: it only reads. */
const readingVerbs: readonly string[] = ['shared.refresh', 'status.refresh'];

/** The verbs that exist; tests hold the cards' buttons to them. */
export const verbs: readonly string[] = [...routes.keys()];

/** Carries out a button press; unknown and malformed presses, and automatic ones of buttons that write, touch nothing. */
export async function press(
  deps: RouteDeps,
  verb: string,
  data: unknown,
  presser: Presser,
  automatic = false,
): Promise<Answer> {
  const route = automatic && !readingVerbs.includes(verb) ? undefined : routes.get(verb);
  const answer = route ? await route(deps, data, presser) : 'malformed';
  return answer === 'malformed' ? { refused: { code: 'malformed' } } : answer;
}
