import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { People } from '../../src/sandbox/connector/createPeople.ts';
import {
  close,
  listenerOf,
  listenOnLoopback,
  type Reply,
  readJson,
  sendReply,
} from '../../src/sandbox/internet/http.ts';
import { adele, isaiah, type LocalTeams, startLocalTeams, team, tenantId } from '../fakes/localTeams.ts';

type Sent = {
  type: string;
  name?: string;
  text?: string;
  value?: { trigger?: string; action?: unknown };
  [more: string]: unknown;
};
const cardType = 'application/vnd.microsoft.card.adaptive';

let teams: LocalTeams;
let server: Server;
let people: People;
let received: Sent[] = [];
let reply: (activity: Sent) => Reply;

beforeAll(async () => {
  teams = await startLocalTeams();
  server = createServer(
    listenerOf(async (request, response) => {
      const activity = (await readJson(request)) as Sent;
      received.push(activity);
      sendReply(response, reply(activity));
    }),
  );
  people = teams.peopleAt(`http://127.0.0.1:${await listenOnLoopback(server, 0, 'a bot')}/api/messages`);
});

beforeEach(() => {
  received = [];
  reply = () => ({ status: 200 });
});

afterAll(async () => {
  await close(server);
  await teams.stop();
});

async function botPosts(card: object): Promise<{ conversationId: string; activityId: string }> {
  const conversation = teams.connector.conversations.group([adele.id, isaiah.id]);
  const response = await fetch(
    `${teams.serviceUrl}v3/conversations/${encodeURIComponent(conversation.id)}/activities`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${await teams.connectorToken()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', attachments: [{ contentType: cardType, content: card }] }),
    },
  );
  return { conversationId: conversation.id, activityId: ((await response.json()) as { id: string }).id };
}

describe('createPeople', () => {
  it('writes as Teams does: tenant, object id, zone, signed', async () => {
    await people.say(adele.id, 'help');
    expect(received).toMatchObject([
      {
        type: 'message',
        text: 'help',
        channelId: 'msteams',
        from: { aadObjectId: adele.id },
        conversation: { tenantId, conversationType: 'personal' },
        channelData: { tenant: { id: tenantId } },
        localTimezone: 'Europe/Berlin',
      },
    ]);
  });

  it('mentions the bot in a channel, where Teams delivers nothing else', async () => {
    const thread = teams.connector.conversations.thread(team.id, '19:restores@thread.tacv2');
    await people.say(adele.id, 'restore my mailbox', thread.id);
    expect(received).toMatchObject([
      {
        text: '<at>Restore</at> restore my mailbox',
        entities: [{ type: 'mention' }],
        conversation: { conversationType: 'channel' },
      },
    ]);
  });

  it("asks for a person's own view of a card that lists them, and shows the base card to others", async () => {
    const refresh = {
      userIds: [`29:1${isaiah.id}`],
      action: { type: 'Action.Execute', verb: 'view', data: { id: 'RR-1' } },
    };
    const at = await botPosts({ type: 'AdaptiveCard', body: ['base'], refresh });
    reply = () => ({ status: 200, body: { statusCode: 200, type: cardType, value: { body: ['for Isaiah'] } } });
    const isaiahs = await people.look(isaiah.id, at.conversationId, at.activityId);
    const adeles = await people.look(adele.id, at.conversationId, at.activityId);
    expect(isaiahs?.attachments).toMatchObject([{ content: { body: ['for Isaiah'] } }]);
    expect(adeles?.attachments).toMatchObject([{ content: { body: ['base'] } }]);
    expect(received).toMatchObject([
      { name: 'adaptiveCard/action', value: { trigger: 'automatic', action: { verb: 'view' } } },
    ]);
  });

  it('forgets the own view when the bot edits the message', async () => {
    const at = await botPosts({ type: 'AdaptiveCard', body: ['base'] });
    reply = () => ({ status: 200, body: { statusCode: 200, type: cardType, value: { body: ['answered'] } } });
    await people.press(adele.id, { ...at, kind: 'execute', verb: 'approve', data: {} });
    const look = async () => (await people.look(adele.id, at.conversationId, at.activityId))?.attachments;
    expect(await look()).toMatchObject([{ content: { body: ['answered'] } }]);
    await fetch(
      `${teams.serviceUrl}v3/conversations/${encodeURIComponent(at.conversationId)}/activities/${at.activityId}`,
      {
        method: 'PUT',
        headers: { authorization: `Bearer ${await teams.connectorToken()}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'message',
          attachments: [{ contentType: cardType, content: { body: ['edited'] } }],
        }),
      },
    );
    expect(await look()).toMatchObject([{ content: { body: ['edited'] } }]);
  });

  it('presses Action.Submit as a message with a value', async () => {
    const at = await botPosts({ type: 'AdaptiveCard' });
    await people.press(adele.id, { ...at, kind: 'submit', data: { verb: 'send', reason: 'x' } });
    expect(received).toMatchObject([
      { type: 'message', value: { verb: 'send', reason: 'x' }, replyToId: at.activityId },
    ]);
  });
});
