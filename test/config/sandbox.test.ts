import { describe, expect, it } from 'vitest';
import { realSettingsIn } from '../../src/config/sandbox.ts';
import { complete, read, sentencesOf, settingsOf } from './complete.ts';

const sandbox = {
  SANDBOX: 'on',
  SANDBOX_SIGN_IN_URL: 'https://127.0.0.1:9443',
  SANDBOX_OPENID_URL: 'https://127.0.0.1:9443/v1/.well-known/openidconfiguration',
  SANDBOX_GRAPH_URL: 'http://127.0.0.1:9080',
  SANDBOX_SERVICE_URLS: 'http://127.0.0.1:56150, http://127.0.0.1:56151',
  BOT_CLIENT_SECRET: 'sandbox-secret',
  VEEAM_URL: 'http://127.0.0.1:4443',
  VEEAM_PASSWORD: 'sandbox-password',
  VEEAM_RESTORE_CERTIFICATE_PASSWORD: 'sandbox-password',
};

describe('sandbox', () => {
  it('replaces addresses and keeps what is checked against them', () => {
    const { cloud, sandbox: isSandbox } = settingsOf(read(sandbox));
    expect(isSandbox).toBe(true);
    expect(cloud).toEqual({
      tokenIssuer: 'https://api.botframework.com',
      connectorAudience: 'https://api.botframework.com',
      keyMetadataUrl: sandbox.SANDBOX_OPENID_URL,
      signInOrigin: sandbox.SANDBOX_SIGN_IN_URL,
      tokenServiceUrl: sandbox.SANDBOX_SIGN_IN_URL,
      graphOrigin: sandbox.SANDBOX_GRAPH_URL,
      serviceOrigins: ['http://127.0.0.1:56150', 'http://127.0.0.1:56151'],
      defaultServiceUrl: 'http://127.0.0.1:56150',
    });
  });

  it.each(['SANDBOX_SIGN_IN_URL', 'SANDBOX_OPENID_URL', 'SANDBOX_GRAPH_URL', 'SANDBOX_SERVICE_URLS', 'VEEAM_URL'])(
    'keeps %s on this machine',
    (name) => {
      for (const address of [
        'https://127.0.0.1.evil.example',
        'https://10.0.0.5:4443',
        'https://login.microsoftonline.com',
      ]) {
        expect(sentencesOf(read({ ...sandbox, [name]: address }))).toEqual([
          `${name} is not on this machine. In the sandbox every address is on 127.0.0.1.`,
        ]);
      }
    },
  );

  it.each([
    [{ BOT_CLIENT_SECRET: 'Xy7~real' }, 'BOT_CLIENT_SECRET looks real and SANDBOX is on'],
    [{ VEEAM_PASSWORD: 'real' }, 'VEEAM_PASSWORD looks real and SANDBOX is on'],
    [{ VEEAM_RESTORE_CERTIFICATE_PASSWORD: 'real' }, 'VEEAM_RESTORE_CERTIFICATE_PASSWORD looks real'],
    [{ HOST: '0.0.0.0' }, 'HOST is open to others and SANDBOX is on'],
    [{ SANDBOX_OPENID_URL: undefined }, 'SANDBOX_OPENID_URL is missing in the sandbox'],
    [
      { BOT_CLIENT_SECRET: undefined, BOT_MANAGED_IDENTITY_CLIENT_ID: '0d3b8a77-52c5-4f4e-9d1a-6f6f8f6f1b11' },
      'BOT_MANAGED_IDENTITY_CLIENT_ID is a real credential and SANDBOX is on',
    ],
  ])('refuses %o', (changes, words) => {
    expect(sentencesOf(read({ ...sandbox, ...changes }))).toEqual([expect.stringContaining(words)]);
  });

  it('is not mixed into a real installation', () => {
    for (const name of [
      'SANDBOX_SIGN_IN_URL',
      'SANDBOX_OPENID_URL',
      'SANDBOX_GRAPH_URL',
      'SANDBOX_SERVICE_URLS',
    ] as const) {
      expect(sentencesOf(read({ [name]: sandbox[name] }))[0]).toContain(`${name} works in the sandbox only`);
    }
    expect(sentencesOf(read({ VEEAM_PASSWORD: 'sandbox-password' }))[0]).toContain('made-up credential');
  });

  it('does not start beside real settings', () => {
    expect(realSettingsIn({ PATH: '/bin', BOT_APP_ID: ' ' })).toEqual([]);
    const [found] = realSettingsIn(complete);
    expect(found?.sentence).toContain('The sandbox does not start beside real settings: BOT_APP_ID, BOT_TENANT_ID');
    expect(found?.sentence).not.toContain('canary');
  });
});
