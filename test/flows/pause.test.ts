import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AskedMessage, ask } from '../../src/flows/ask.ts';
import type { CardModel } from '../../src/ports/cards.ts';
import { approvedRequests } from '../fakes/approvedRequests.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, megan } from '../fakes/requests.ts';

let world: FlowWorld;
const read = () => ({ intent: 'other', language: 'en' }) as ReturnType<FlowWorld['deps']['read']>;
beforeEach(async () => {
  world = await startFlowWorld({ read });
});
afterEach(() => world.stop());

async function says(person: typeof megan, text: string, kind: 'personal' | 'channel' = 'personal') {
  const sentence = { text } as AskedMessage['sentence'];
  const conversation = { ...world.personal(person), kind };
  const answer = await ask(world.deps, { person, conversation, sentence, mentions: [] });
  await world.settled();
  return answer;
}
const about = (card: CardModel | null) => (card?.card === 'adminNote' ? card.note.about : card?.card);
const states = async () => (await world.requests()).map((request) => request.state);

describe('pause and resume', () => {
  it('lets no run begin until an admin resumes, tells every admin and is audited', async () => {
    expect(about(await says(megan, ' Pause '))).toBe('paused');
    await approvedRequests(world, 2);
    for (let look = 0; look < 10; look += 1) await world.passes(60);
    expect(await states()).toEqual(['waiting', 'waiting']);
    expect(world.provider.calls).toEqual([]);
    expect(about(await says(megan, 'resume'))).toBe('resumed');
    for (let look = 0; look < 4; look += 1) await world.passes(30);
    expect(await states()).toEqual(['running', 'running']);
    const told = world.shown.filter(({ to, did }) => to === megan.id && did === 'post').map(({ card }) => about(card));
    expect(told).toEqual(expect.arrayContaining(['paused', 'resumed']));
  });

  it('says it once, however often it is said', async () => {
    await Promise.all([says(megan, 'pause'), says(megan, 'pause')]);
    expect(about(await says(megan, 'pause'))).toBe('paused');
    expect(world.shown.filter(({ card }) => about(card) === 'paused')).toHaveLength(1);
  });

  it('is no command of anybody else, nor in a channel', async () => {
    expect(about(await says(adele, 'pause'))).toBe('help');
    expect(about(await says(megan, 'pause', 'channel'))).toBe('help');
    expect(await world.deps.store.transaction((unit) => unit.settings.get('paused'))).toBeNull();
  });
});
