import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createRateLimit } from '../../src/sandbox/connector/faults.ts';
import { fakeClock } from '../fakes/fakeClock.ts';
import { adele, isaiah, type LocalTeams, startLocalTeams, team, tenantId } from '../fakes/localTeams.ts';

let teams: LocalTeams;

beforeAll(async () => {
  teams = await startLocalTeams(systemClock);
});

afterAll(() => teams.stop());

type Answer = {
  status: number;
  body: { id?: string; error?: { code: string }; [more: string]: unknown };
  retryAfter: string | null;
};

async function call(method: string, path: string, body?: object, bearer?: string): Promise<Answer> {
  const response = await fetch(`${teams.serviceUrl}v3/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${bearer ?? (await teams.connectorToken())}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? {} : JSON.parse(text),
    retryAfter: response.headers.get('retry-after'),
  };
}

const chatOf = (person: { id: string }) => encodeURIComponent(teams.connector.conversations.personal(person.id).id);
const send = (person: { id: string }, text: string) =>
  call('POST', `conversations/${chatOf(person)}/activities`, { type: 'message', text });
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];

describe('createConnector', () => {
  it('keeps, edits and deletes the messages of the bot', async () => {
    const { body } = await send(adele, 'first');
    const path = `conversations/${chatOf(adele)}/activities/${body.id}`;
    expect((await call('PUT', path, { type: 'message', text: 'second' })).status).toBe(200);
    const { activities } = teams.connector.conversations.personal(adele.id);
    expect(activities.map(({ text }) => text)).toEqual(['second']);
    expect((await call('DELETE', path)).status).toBe(200);
    expect(activities).toEqual([]);
    expect(teams.connector.events.map(({ did }) => did)).toEqual(['send', 'update', 'delete']);
    expect(codeOf(await call('PUT', path, { type: 'message' }))).toEqual([404, 'ConversationNotFound']);
  });

  it('accepts nobody but the bot', async () => {
    expect((await call('GET', `conversations/${chatOf(adele)}/members`, undefined, 'a.b.c')).status).toBe(401);
    const stranger = await teams.entra.tokenFor('11111111-1111-4111-8111-111111111111', 'https://api.botframework.com');
    expect((await call('GET', `conversations/${chatOf(adele)}/members`, undefined, stranger)).status).toBe(401);
  });

  it('opens one 1:1 chat per person, by either id, in its own tenant only', async () => {
    const open = (id: string, tenant = tenantId) =>
      call('POST', 'conversations', { members: [{ id }], tenantId: tenant });
    const { id } = teams.connector.conversations.personal(isaiah.id);
    expect((await open(isaiah.id)).body.id).toBe(id);
    expect((await open(`29:1${isaiah.id}`)).body.id).toBe(id);
    expect((await open(isaiah.id, 'elsewhere')).status).toBe(400);
    expect((await open('29:nobody')).status).toBe(400);
  });

  it('posts into a channel and says which thread it made', async () => {
    const [, restores] = team.channels;
    const channelData = { channel: { id: restores?.id }, tenant: { id: tenantId } };
    const made = await call('POST', 'conversations', {
      isGroup: true,
      channelData,
      activity: { type: 'message', text: 'done' },
    });
    expect(made.status).toBe(201);
    expect(made.body.id).toContain(`${restores?.id};messageid=`);
    expect(teams.connector.conversations.find(made.body.id ?? '')?.activities).toMatchObject([
      { text: 'done', id: made.body.activityId },
    ]);
  });

  it('knows members, one by one and by page', async () => {
    const members = await call('GET', `conversations/${encodeURIComponent(team.id)}/pagedmembers?pageSize=1`);
    expect(members.body).toMatchObject({
      members: [{ aadObjectId: adele.id, email: adele.address }],
      continuationToken: '1',
    });
    const rest = await call(
      'GET',
      `conversations/${encodeURIComponent(team.id)}/pagedmembers?pageSize=1&continuationToken=1`,
    );
    expect(rest.body).toEqual({ members: [expect.objectContaining({ aadObjectId: isaiah.id })] });
    expect((await call('GET', `conversations/${chatOf(adele)}/members/29:1${adele.id}`)).body).toMatchObject({
      name: 'Adele Vance',
    });
    expect(codeOf(await call('GET', `conversations/${chatOf(adele)}/members/29:1${isaiah.id}`))).toEqual([
      404,
      'MemberNotFoundInConversation',
    ]);
  });

  it('refuses to reach who blocked the bot', async () => {
    teams.connector.setUnreachable(isaiah.id, true);
    expect(codeOf(await send(isaiah, 'hello?'))).toEqual([403, 'MessageWritesBlocked']);
    expect(codeOf(await call('POST', 'conversations', { members: [{ id: isaiah.id }], tenantId }))).toEqual([
      403,
      'MessageWritesBlocked',
    ]);
    teams.connector.setUnreachable(isaiah.id, false);
    expect((await send(isaiah, 'hello!')).status).toBe(201);
  });

  it('refuses a message over 100 KB', async () => {
    expect(codeOf(await send(isaiah, 'x'.repeat(52_000)))).toEqual([413, 'MessageSizeTooBig']);
  });

  it('fails as told: 412, and 429 with the time to wait', async () => {
    teams.connector.fail({ status: 412, code: 'PreconditionFailed', match: /^PUT/ });
    teams.connector.fail({ status: 429, code: 'Throttled', retryAfterSeconds: 3, match: /^POST/ });
    const throttled = await send(isaiah, 'wait');
    expect([codeOf(throttled), throttled.retryAfter]).toEqual([[429, 'Throttled'], '3']);
    expect(codeOf(await call('PUT', `conversations/${chatOf(isaiah)}/activities/1`, {}))).toEqual([
      412,
      'PreconditionFailed',
    ]);
    expect((await send(isaiah, 'now')).status).toBe(201);
  });
});

describe('createRateLimit', () => {
  it('allows seven a second and eight in two, per thread', () => {
    const clock = fakeClock();
    const mayWrite = createRateLimit(clock);
    const burst = (thread: string) => Array.from({ length: 9 }, () => mayWrite(thread)).filter(Boolean).length;
    expect([burst('one'), burst('two')]).toEqual([7, 7]);
    clock.advance(1.1);
    expect(burst('one')).toBe(1);
    clock.advance(2);
    expect(burst('one')).toBe(7);
  });
});
