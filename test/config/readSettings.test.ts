import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config/readSettings.ts';
import { restorePfx } from '../../src/sandbox/restorePfx.ts';
import {
  accountOf,
  approverIds,
  botAppId,
  complete,
  machineWith,
  read,
  sentencesOf,
  settingsOf,
  tenantId,
} from './complete.ts';

describe('readSettings', () => {
  it('reads a complete environment', () => {
    const settings = settingsOf(read());
    expect(settings.bot).toMatchObject({ appId: botAppId, tenantId, allowedTenantIds: [tenantId] });
    expect(settings.veeam?.url).toBe('https://backup.contoso.com:4443');
    expect(accountOf(settings).password.reveal()).toBe('canary-veeam-password');
    const restore = settings.veeam?.restore;
    if (restore?.form !== 'application') throw new Error('no application');
    expect(Buffer.from(restore.certificatePfxBase64.reveal(), 'base64').equals(restorePfx)).toBe(true);
    expect(settings.policy).toMatchObject({
      decide: { people: approverIds },
      auditors: { people: [], groups: [] },
      approvals: { needed: 1 },
    });
    expect(settings).toMatchObject({ server: { host: '127.0.0.1', port: 3978 }, announce: null });
    expect(settings.cloud.keyMetadataUrl).toBe('https://login.botframework.com/v1/.well-known/openidconfiguration');
  });

  it('names everything that is missing at once, with an example', () => {
    const sentences = sentencesOf(readSettings({}, machineWith()));
    for (const name of Object.keys(complete).filter((key) => key !== 'BOT_CLIENT_SECRET')) {
      expect(sentences.filter((sentence) => sentence.startsWith(`${name} is missing. `))).toHaveLength(1);
    }
    expect(sentences).toContainEqual(expect.stringContaining('The bot has no credential.'));
    for (const sentence of sentences) expect(sentence).toMatch(/Example: [A-Z_]+=\S/);
  });

  it.each(['BOT_APP_ID', 'APPROVERS', 'ADMINS', 'VEEAM_PASSWORD'])(
    'does not start without %s, nor with a blank one',
    (name) => {
      expect(sentencesOf(read({ [name]: undefined }))).toHaveLength(1);
      expect(sentencesOf(read({ [name]: '  ' }))).toHaveLength(1);
    },
  );

  it('shows no secret, however it is printed', () => {
    const settings = settingsOf(read());
    const shown = [
      JSON.stringify(settings),
      inspect(settings, { depth: 9, showHidden: true }),
      `${accountOf(settings).password}`,
    ];
    for (const text of shown) {
      expect(text).not.toContain('canary');
      expect(text).not.toContain(restorePfx.toString('base64').slice(0, 40));
      expect(text).toContain('[secret]');
    }
  });

  it('never quotes a value, because it may be a password in the wrong line', () => {
    const everythingWrong = Object.fromEntries(Object.keys(complete).map((name) => [name, 'canary\u0000, ,canary@x']));
    expect(sentencesOf(readSettings(everythingWrong, machineWith())).join('\n')).not.toContain('canary');
  });

  it.each([
    [{ BOT_APP_ID: 'restore-bot' }, 'BOT_APP_ID is not an id'],
    [{ BOT_APP_ID: '00000000-0000-0000-0000-000000000000' }, 'BOT_APP_ID is still the placeholder of zeros'],
    [{ APPROVERS: 'maria@contoso.com' }, 'APPROVERS holds a value that is an address: use the object id'],
    [{ APPROVERS: `${approverIds[0]},,${approverIds[1]}` }, 'APPROVERS has an empty entry (number 2)'],
    [{ MAY_ASK_FOR_OTHERS: `${approverIds[0]}, helpdesk` }, 'MAY_ASK_FOR_OTHERS entry 2 is not an object id'],
    [{ PORT: '70000' }, 'PORT is not within 1 and 65535'],
    [{ PORT: '80.5' }, 'PORT is not a whole number'],
    [{ HOST: 'http://0.0.0.0' }, 'HOST is not an address to listen on'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is not one of debug, info, warn, error'],
    [{ VEEAM_URL: 'backup.contoso.com' }, 'VEEAM_URL is not an address that begins with https://'],
    [{ VEEAM_URL: 'https://backup.contoso.com:4443/v8' }, 'VEEAM_URL has a path'],
    [{ VEEAM_URL: 'https://user:word@backup.contoso.com' }, 'VEEAM_URL holds more than an address'],
    [{ VEEAM_URL: 'http://backup.contoso.com' }, 'VEEAM_URL does not begin with https://'],
    [{ VEEAM_URL: 'http://127.0.0.1:4443' }, 'VEEAM_URL does not begin with https://'],
    [{ VEEAM_VERSION: 'v9' }, 'VEEAM_VERSION is not one of v5, v6, v7, v8'],
    [{ APPROVALS_NEEDED: '3' }, 'APPROVALS_NEEDED is 3 but APPROVERS names 2.'],
    [{ APPROVALS_NEEDED: '0' }, 'APPROVALS_NEEDED is not within 1 and 10'],
    [{ REASON_MINIMUM_CHARACTERS: '300', REASON_MAXIMUM_CHARACTERS: '200' }, 'REASON_MINIMUM_CHARACTERS is more than'],
    [{ CLOUD: 'china' }, 'CLOUD is not one of public, usGovernment, usDefense'],
    [{ SERVICE_URL_HOSTS: 'https://evil.example' }, 'SERVICE_URL_HOSTS entry 1 is not a host name'],
    [{ SERVICE_URL_HOSTS: 'smba.trafficmanager.net.evil.example' }, 'is not a host of Teams'],
    [{ SERVICE_URL_HOSTS: 'evil.trafficmanager.net' }, 'is not a host of Teams'],
    [{ ANNOUNCE_CHANNEL_ID: 'General' }, 'ANNOUNCE_CHANNEL_ID is not a channel'],
    [{ ANNOUNCE_SERVICE_URL: 'https://smba.trafficmanager.net/emea/' }, 'ANNOUNCE_SERVICE_URL is set without'],
    [{ DATABASE_URL: 'https://db/bot' }, 'DATABASE_URL does not begin with postgres://'],
    [{ DATABASE_URL: 'postgres://db' }, 'DATABASE_URL names no database'],
  ])('refuses %o', (changes, beginning) => {
    expect(sentencesOf(read(changes))).toEqual([expect.stringContaining(beginning)]);
  });

  it('keeps each id once and in lower case', () => {
    const [first] = approverIds;
    const settings = settingsOf(
      read({ APPROVERS: `${first.toUpperCase()}, ${first}`, BOT_TENANT_ID: tenantId.toUpperCase() }),
    );
    expect(settings.policy.decide.people).toEqual([first]);
    expect(settings.bot.allowedTenantIds).toEqual([tenantId]);
  });

  it('gives the same policy version for the same rules in another order, and another for other rules', () => {
    const version = (changes: Record<string, string>) => settingsOf(read(changes)).policy.version;
    expect(version({ APPROVERS: approverIds.toReversed().join(',') })).toBe(version({}));
    expect(version({ APPROVERS: approverIds[0] })).not.toBe(version({}));
    expect(version({ APPROVAL_VALID_HOURS: '23' })).not.toBe(version({}));
  });

  it.each([
    '19:abc123@thread.tacv2',
    '19%3Aabc123%40thread.tacv2',
    'https://teams.microsoft.com/l/channel/19%3Aabc123%40thread.tacv2/Restores?groupId=x&tenantId=y',
  ])('takes the channel from %s', (channel) => {
    const { announce } = settingsOf(read({ ANNOUNCE_CHANNEL_ID: channel }));
    expect(announce).toEqual({
      channelId: '19:abc123@thread.tacv2',
      serviceUrl: 'https://smba.trafficmanager.net/teams/',
    });
  });

  it('sends channel messages only to an address of Teams', () => {
    const changes = { ANNOUNCE_CHANNEL_ID: '19:abc@thread.tacv2', ANNOUNCE_SERVICE_URL: 'https://evil.example/emea/' };
    expect(sentencesOf(read(changes))).toEqual([expect.stringContaining('not an address of Teams in this cloud')]);
  });

  it('moves every address with the cloud', () => {
    const { cloud } = settingsOf(read({ CLOUD: 'usDefense' }));
    expect(JSON.stringify(cloud)).not.toMatch(/\.com\b/);
  });

  it('adds Microsoft hosts to those of the cloud', () => {
    const { cloud } = settingsOf(read({ SERVICE_URL_HOSTS: 'smba.infra.gov.teams.microsoft.us' }));
    expect(cloud.serviceOrigins).toContain('https://smba.infra.gov.teams.microsoft.us');
    expect(cloud.serviceOrigins).toContain('https://smba.trafficmanager.net');
  });
});
