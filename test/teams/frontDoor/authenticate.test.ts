import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clouds } from '../../../src/config/clouds.ts';
import { createAuthenticate } from '../../../src/teams/frontDoor/authenticate.ts';
import type { SigningKeys } from '../../../src/teams/frontDoor/signingKeys.ts';
import { type EchoBot, startEchoBot } from '../../fakes/echoBot.ts';
import { fakeClock } from '../../fakes/fakeClock.ts';
import { adele, appId, type LocalTeams, startLocalTeams, tenantId } from '../../fakes/localTeams.ts';

const clock = fakeClock();
const keys: SigningKeys = { find: () => Promise.reject(new Error('not reached')) };

let teams: LocalTeams;
let bot: EchoBot;

beforeAll(async () => {
  teams = await startLocalTeams(clock);
  const { cloud, connectorToken } = teams;
  bot = await startEchoBot({ appId, allowedTenantIds: [tenantId], cloud, connectorToken, clock });
});

afterAll(async () => {
  await bot.stop();
  await teams.stop();
});

const tokenOf = (changes = {}) => teams.botFramework.tokenFor({ appId, serviceUrl: teams.serviceUrl }, changes);

async function statusOf(token: string, activity: object = {}): Promise<number> {
  const body = {
    type: 'typing',
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id: '29:1a', aadObjectId: adele.id },
    recipient: { id: `28:${appId}` },
    conversation: { id: 'a:1', tenantId },
    channelData: { tenant: { id: tenantId } },
    ...activity,
  };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return (await fetch(bot.endpoint, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

describe('createAuthenticate', () => {
  it.each(['', '  '])('does not exist without an app id (%j)', (none) => {
    const settings = { allowedTenantIds: [tenantId], cloud: clouds.public, keys, clock };
    expect(() => createAuthenticate({ ...settings, appId: none })).toThrow('BOT_APP_ID');
  });

  it('does not exist without a tenant', () => {
    expect(() => createAuthenticate({ appId, allowedTenantIds: [], cloud: clouds.public, keys, clock })).toThrow(
      'BOT_TENANT_ID',
    );
  });

  it('forgives a clock that is four minutes off, and not six', async () => {
    const now = Math.floor(clock.now().getTime() / 1000);
    expect(await statusOf(await tokenOf({ exp: now - 240 }))).toBe(200);
    expect(await statusOf(await tokenOf({ exp: now - 360 }))).toBe(401);
    expect(await statusOf(await tokenOf({ nbf: now + 240 }))).toBe(200);
    expect(await statusOf(await tokenOf({ nbf: now + 360 }))).toBe(401);
  });

  it('compares tenant ids without regard to case', async () => {
    const loud = tenantId.toUpperCase();
    expect(
      await statusOf(await tokenOf(), {
        conversation: { id: 'a:1', tenantId: loud },
        channelData: { tenant: { id: loud } },
      }),
    ).toBe(200);
  });

  it('takes properties it does not know, and null for what is left out', async () => {
    const activity = { futureProperty: { nested: [1] }, text: null, replyToId: null, entities: null };
    expect(await statusOf(await tokenOf(), activity)).toBe(200);
  });

  it('follows a key rotation within half a minute, and then refuses the old key', async () => {
    const old = await tokenOf();
    expect(await statusOf(old)).toBe(200);
    await teams.botFramework.keys.rotate();
    clock.advance(31);
    expect(await statusOf(await tokenOf())).toBe(200);
    expect(await statusOf(old)).toBe(401);
  });

  it('answers 503 when the key service has been silent for a day, and recovers', async () => {
    teams.botFramework.setDown(true);
    clock.advance(25 * 3600);
    expect(await statusOf(await tokenOf())).toBe(503);
    expect(bot.refusals.at(-1)).toBe('keysUnavailable');
    teams.botFramework.setDown(false);
    clock.advance(31);
    expect(await statusOf(await tokenOf())).toBe(200);
  });
});
