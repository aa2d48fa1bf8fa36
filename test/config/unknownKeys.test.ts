import { describe, expect, it } from 'vitest';
import { complete, read, sentencesOf, settingsOf } from './complete.ts';

describe('settings nobody reads', () => {
  it.each([
    ['BOT_APPID', 'BOT_APP_ID'],
    ['BOT_CLIENT_SECRETFILE', 'BOT_CLIENT_SECRET_FILE'],
    ['VEEAM_PASSWROD', 'VEEAM_PASSWORD'],
    ['APPROVER', 'APPROVERS'],
    ['APROVERS', 'APPROVERS'],
    ['ADMIN', 'ADMINS'],
    ['APPROVAL_VALID_HOUR', 'APPROVAL_VALID_HOURS'],
    ['bot_app_id', 'BOT_APP_ID'],
    ['LOGLEVEL', 'LOG_LEVEL'],
  ])('asks whether %s means %s', (key, meant) => {
    expect(sentencesOf(read({ [key]: 'x' }))).toEqual([`${key} is not a setting of this bot. Did you mean ${meant}?`]);
  });

  it('refuses a name with our prefix that is like no setting', () => {
    expect(sentencesOf(read({ BOT_AUTHENTICATION_DISABLED: 'true' }))).toEqual([
      'BOT_AUTHENTICATION_DISABLED is not a setting of this bot. Remove it; the README lists every setting.',
    ]);
  });

  it('leaves the names of other programs alone, those of Kubernetes for a service called bot included', () => {
    const others = {
      PATH: '/bin',
      HOME: '/root',
      HOSTNAME: 'bot-0',
      PORTS: '1',
      NODE_ENV: 'production',
      npm_package_name: 'x',
      HTTP_PROXY: 'http://proxy.contoso.com:3128',
      https_proxy: 'http://proxy.contoso.com:3128',
      no_proxy: 'localhost',
      BOT_SERVICE_HOST: '10.0.0.1',
      BOT_SERVICE_PORT: '3978',
      BOT_SERVICE_PORT_HTTP: '3978',
      BOT_PORT: 'tcp://10.0.0.1:3978',
      BOT_PORT_3978_TCP: 'tcp://10.0.0.1:3978',
      BOT_PORT_3978_TCP_ADDR: '10.0.0.1',
    };
    expect(settingsOf(read(others)).server.port).toBe(3978);
    expect(sentencesOf(read({ BOT_PORT: '4000' }))).toEqual([expect.stringContaining('BOT_PORT is not a setting')]);
  });

  it('knows the settings of the app package', () => {
    expect(settingsOf(read({ PACKAGE_COMPANY: 'Contoso' })).bot.appId).toBe(complete.BOT_APP_ID);
  });
});
