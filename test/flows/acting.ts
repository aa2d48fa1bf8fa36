import type { Refused } from '../../src/domain/refusals.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import type { Person } from '../../src/domain/terms.ts';
import { startBlank } from '../../src/flows/ask.ts';
import { type FormInputs, fillForm } from '../../src/flows/fillForm.ts';
import { submitRequest } from '../../src/flows/requestClicks.ts';
import type { CardModel } from '../../src/ports/cards.ts';
import type { FlowWorld } from '../fakes/flowWorld.ts';

export const zone = 'America/New_York';

export const form: FormInputs = {
  workload: 'exchange',
  who: 'me',
  people: [],
  address: '',
  date: '2026-11-19',
  time: '15:00',
  destination: 'inPlace',
  options: ['missingItems'],
  reason: 'I deleted the Contoso folder by accident',
};

/** The form for somebody else's mailbox. */
export const formFor = (owner: Person): FormInputs => ({ ...form, who: 'other', people: [owner.id] });

export const click = (
  person: Person,
  request: RestoreRequest,
  verb = 'test',
  inputs: Record<string, unknown> = {},
) => ({
  verb,
  requestId: request.id,
  revision: request.revision,
  person,
  inputs,
});

/** What a person is told: the code of the refusal, or `accepted`. */
export function refusalOf(answer: CardModel | Refused | null): string {
  if (answer !== null && 'refused' in answer) return answer.refused.code;
  if (answer?.card === 'form') return answer.problem?.code ?? 'accepted';
  return answer?.card === 'refusal' ? answer.refusal.code : 'accepted';
}

/** A draft of a person whose form was filled and looked up, whatever came of it. */
export async function previewed(world: FlowWorld, person: Person, inputs: FormInputs = form): Promise<RestoreRequest> {
  const known = new Set((await world.requests()).map((request) => request.id));
  await startBlank(world.deps, { person, conversation: world.personal(person) });
  const draft = (await world.requests()).find((request) => !known.has(request.id));
  if (!draft) throw new Error('no draft was opened');
  await fillForm(world.deps, click(person, draft, 'form.preview', { ...inputs }), inputs, zone);
  await world.settled();
  return world.request(draft.id);
}

/** Sends a previewed draft and says what came of it. */
export const submit = (world: FlowWorld, request: RestoreRequest, person = request.requester) =>
  submitRequest(world.deps, click(person, request, 'preview.submit'), null);

/** A request that waits for approval, or runs when the policy asks for none. */
export async function submitted(world: FlowWorld, person: Person, inputs: FormInputs = form): Promise<RestoreRequest> {
  const request = await previewed(world, person, inputs);
  const told = refusalOf(await submit(world, request));
  if (told !== 'accepted') throw new Error(`not sent: ${told}`);
  await world.settled();
  return world.request(request.id);
}
