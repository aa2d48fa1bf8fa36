import { expect } from 'vitest';
import type { Refused } from '../../src/domain/refusals.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import type { Person, TargetOutcome } from '../../src/domain/terms.ts';
import { startBlank } from '../../src/flows/ask.ts';
import { type FormInputs, fillForm } from '../../src/flows/fillForm.ts';
import { submitRequest } from '../../src/flows/requestClicks.ts';
import { approveRequest } from '../../src/flows/review.ts';
import type { CardModel } from '../../src/ports/cards.ts';
import type { FlowWorld } from '../fakes/flowWorld.ts';
import { adele, content, isaiah } from '../fakes/requests.ts';

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
export const zone = 'America/New_York';
export const counts = { created: 3, merged: 1, skipped: 7, failed: 0 };
export const outcome: TargetOutcome = {
  target: content.targets[0]?.target ?? never(),
  state: 'completed',
  counts,
  issues: [],
};

/** A press by this person on the card of the present revision. */
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
/** The code of a refusal, also one shown on the form; `accepted` otherwise. */
export const refusalOf = (answer: CardModel | Refused | null): string =>
  answer !== null && 'refused' in answer
    ? answer.refused.code
    : answer?.card === 'form'
      ? (answer.problem?.code ?? 'none')
      : 'accepted';

/** Brings requests of a world to a state by the presses people make. */
export function play(world: FlowWorld) {
  async function drafted(person = adele): Promise<RestoreRequest> {
    await startBlank(world.deps, { person, conversation: world.personal(person) });
    await world.settled();
    const [request] = await world.requests();
    return request ?? never();
  }

  async function previewed(inputs: FormInputs = form, person = adele): Promise<RestoreRequest> {
    const draft = await drafted(person);
    const answer = await fillForm(world.deps, click(person, draft, 'form.preview', { ...inputs }), inputs, zone);
    expect(answer).toMatchObject({ card: 'preview', request: { preview: { kind: 'looking' } } });
    await world.settled();
    return world.request(draft.id);
  }

  async function submitted(inputs: FormInputs = form, person = adele): Promise<RestoreRequest> {
    const request = await previewed(inputs, person);
    expect(refusalOf(await submitRequest(world.deps, click(person, request, 'preview.submit'), 'p2'))).toBe('accepted');
    await world.settled();
    return world.request(request.id);
  }

  async function running(): Promise<RestoreRequest> {
    const request = await submitted();
    await approveRequest(world.deps, click(isaiah, request, 'approval.approve'));
    await world.settled();
    return world.request(request.id);
  }

  const cardsTo = (person: Person | string) => {
    const to = typeof person === 'string' ? person : person.id;
    return world.shown.filter((shown) => shown.to === to).map((shown) => `${shown.did} ${shown.card.card}`);
  };
  const lastCardTo = (person: Person) => world.shown.findLast((shown) => shown.to === person.id)?.card;

  return { drafted, previewed, submitted, running, cardsTo, lastCardTo };
}

export function never(): never {
  throw new Error('cannot be');
}
