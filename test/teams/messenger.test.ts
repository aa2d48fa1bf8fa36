import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Messenger } from '../../src/ports/messenger.ts';
import type { ConversationReference } from '../../src/ports/store.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { createUserTokens } from '../../src/teams/userTokens.ts';
import { adele, appId, type LocalTeams, startLocalTeams, tenantId } from '../fakes/localTeams.ts';

/** What the shipped messenger makes of what the connector answers: try again later and when, never again, or not reachable. */

let teams: LocalTeams;
let messenger: Messenger;
let chat: ConversationReference;
const audience = { locale: 'en-US', zone: 'UTC' };
const post = () => messenger.post(chat, { card: 'help', reason: 'asked' }, audience);

beforeAll(async () => {
  teams = await startLocalTeams();
  const adapter = new TeamsAdapter({ appId, cloud: teams.cloud, connectorToken: teams.connectorToken });
  messenger = createMessenger(adapter, appId, createUserTokens(adapter));
  chat = {
    key: 'adele',
    tenantId,
    kind: 'personal',
    personId: adele.id,
    conversationId: teams.connector.conversations.personal(adele.id).id,
    serviceUrl: teams.serviceUrl,
    botId: `28:${appId}`,
    memberId: null,
    ...audience,
  };
});
beforeEach(() => teams.connector.heal());
afterAll(() => teams.stop());

describe('a message that did not go through', () => {
  it.each([408, 412, 429, 500, 502, 503, 504])(
    'is tried again later after %i, by our jobs and not at once',
    async (status) => {
      const before = teams.connector.requests.length;
      teams.connector.fail({ status, code: 'Simulated', times: 10 });
      await expect(post()).rejects.toMatchObject({ code: 'TEAMS_BUSY', effect: status < 500 ? 'none' : 'unknown' });
      expect(teams.connector.requests.length - before).toBe(1);
    },
  );

  it('is tried again later after a connection that broke', async () => {
    teams.connector.fail({ status: 'reset' });
    await expect(post()).rejects.toMatchObject({ code: 'TEAMS_BUSY', effect: 'unknown' });
  });

  it('waits as long as Teams asks for', async () => {
    teams.connector.fail({ status: 429, code: 'Throttled', retryAfterSeconds: 17 });
    await expect(post()).rejects.toMatchObject({ code: 'TEAMS_BUSY', retryAfterSeconds: 17 });
  });

  it.each([
    [403, 'MessageWritesBlocked', 'blocked'],
    [403, 'BotNotInConversationRoster', 'notInstalled'],
    [403, 'BotDisabledByAdmin', 'notInstalled'],
    [404, 'ConversationNotFound', 'gone'],
  ])('%i %s is somebody who cannot be reached', async (status, code, why) => {
    teams.connector.fail({ status, code });
    expect(await post()).toEqual({ kind: 'unreachable', why });
  });

  it.each([400, 401, 403, 413])('is not tried again after %i', async (status) => {
    teams.connector.fail({ status, code: 'BadSyntax' });
    await expect(post()).rejects.toMatchObject({ code: 'TEAMS_REFUSED', effect: 'none' });
  });
});
