import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EchoBot, startEchoBot } from '../fakes/echoBot.ts';
import { adele, appId, isaiah, type LocalTeams, startLocalTeams, tenantId } from '../fakes/localTeams.ts';

let teams: LocalTeams;
let bot: EchoBot;
let token: () => Promise<string>;

beforeAll(async () => {
  teams = await startLocalTeams();
  token = teams.connectorToken;
  bot = await startEchoBot({
    appId,
    allowedTenantIds: [tenantId],
    cloud: teams.cloud,
    connectorToken: () => token(),
  });
});

afterAll(async () => {
  await bot.stop();
  await teams.stop();
});

const postsTo = (path: RegExp) => teams.connector.requests.filter((line) => line.startsWith('POST') && path.test(line));

describe('TeamsAdapter', () => {
  it('answers a message through the connector, with a token the connector accepts', async () => {
    const people = teams.peopleAt(bot.endpoint);
    expect(await people.say(adele.id, 'hello')).toEqual({ status: 200, body: undefined });
    const { activities } = teams.connector.conversations.personal(adele.id);
    expect(activities.map(({ text }) => text)).toEqual(['You said: hello']);
  });

  it('returns what the logic answers to a click', async () => {
    const people = teams.peopleAt(bot.endpoint);
    const { id } = teams.connector.conversations.personal(adele.id);
    const answer = await people.press(adele.id, {
      conversationId: id,
      activityId: '1',
      kind: 'execute',
      verb: 'x',
      data: { a: 1 },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ statusCode: 200, value: expect.stringContaining('"verb":"x"') });
  });

  it('is refused by the connector without a valid token, and says so with its status', async () => {
    const good = token;
    token = () => teams.entra.tokenFor(appId, 'https://graph.microsoft.com');
    const people = teams.peopleAt(bot.endpoint);
    const { status } = await people.say(adele.id, 'unheard');
    token = good;
    expect(status).toBe(500);
    expect(bot.faults.pop()).toMatchObject({ statusCode: 401 });
  });

  it.each([
    { status: 500 },
    { status: 502 },
    { status: 503, retryAfterSeconds: 0 },
    { status: 504 },
    { status: 429, retryAfterSeconds: 0 },
    { status: 'reset' as const },
  ])('sends a message once, also when the connector fails with $status', async (fault) => {
    const people = teams.peopleAt(bot.endpoint);
    const path = new RegExp(`/${encodeURIComponent(teams.connector.conversations.personal(isaiah.id).id)}/activities`);
    const before = postsTo(path).length;
    teams.connector.fail({ ...fault, times: 10, match: path, afterWork: true });
    expect((await people.say(isaiah.id, 'once')).status).toBe(500);
    expect(postsTo(path).length - before).toBe(1);
    teams.connector.heal();
    bot.faults.length = 0;
  });

  it('does not follow a redirect, not even on the same host', async () => {
    const people = teams.peopleAt(bot.endpoint);
    teams.connector.fail({ status: 307, location: `${teams.serviceUrl}v3/elsewhere` });
    await people.say(adele.id, 'redirect me');
    expect(bot.faults.pop()).toMatchObject({ statusCode: 307 });
    expect(postsTo(/elsewhere/)).toEqual([]);
  });

  it('gives up on a connector that does not answer', async () => {
    const cloud = teams.cloud;
    const hasty = await startEchoBot({
      appId,
      allowedTenantIds: [tenantId],
      cloud,
      connectorToken: token,
      timeoutMilliseconds: 50,
    });
    teams.connector.fail({ status: 'silent' });
    expect((await teams.peopleAt(hasty.endpoint).say(adele.id, 'silence')).status).toBe(500);
    expect(hasty.faults).toMatchObject([{ name: 'AbortError' }]);
    await hasty.stop();
  });

  it('sends nothing to a service address that is not Teams', async () => {
    let asked = 0;
    const counted = async () => {
      asked += 1;
      return 'secret-token';
    };
    const { adapter } = await startEchoBotWith(counted);
    const reference = { conversation: { id: 'a:1', isGroup: false, conversationType: 'personal', name: '' } };
    for (const serviceUrl of [
      'http://169.254.169.254/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://smba.trafficmanager.net@evil.example/',
    ]) {
      const sending = adapter.continueConversationAsync(
        appId,
        { ...reference, serviceUrl, channelId: 'msteams' },
        async (context) => {
          await context.sendActivity('hello');
        },
      );
      await expect(sending).rejects.toMatchObject({ code: 'TEAMS_REFUSED', effect: 'none' });
    }
    expect(asked).toBe(0);
  });

  it('opens a 1:1 chat and writes there', async () => {
    const parameters = {
      isGroup: false,
      bot: { id: `28:${appId}`, name: 'Restore' },
      members: [{ id: isaiah.id, name: '' }],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    await bot.adapter.createConversationAsync(
      appId,
      'msteams',
      teams.serviceUrl,
      '',
      parameters as never,
      async (context) => {
        await context.sendActivity('please decide');
      },
    );
    const event = await teams.connector.waitFor(({ activity }) => activity?.text === 'please decide');
    expect(event.conversationId).toBe(teams.connector.conversations.personal(isaiah.id).id);
  });

  it('never authenticates a request itself', async () => {
    await expect(
      bot.adapter.processActivityDirect('Bearer x', { type: 'message' } as never, async () => {}),
    ).rejects.toThrow('authenticated by the front door');
  });
});

async function startEchoBotWith(connectorToken: () => Promise<string>) {
  const other = await startEchoBot({ appId, allowedTenantIds: [tenantId], cloud: teams.cloud, connectorToken });
  await other.stop();
  return other;
}
