import { describe, expect, it } from 'vitest';
import { settingsReport } from '../../src/config/settingsReport.ts';
import { read, sentencesOf, settingsOf } from './complete.ts';

const withoutAccount = { VEEAM_USERNAME: undefined, VEEAM_PASSWORD: undefined };
const withoutRestore = {
  VEEAM_RESTORE_APP_ID: undefined,
  VEEAM_RESTORE_CERTIFICATE_FILE: undefined,
  VEEAM_RESTORE_CERTIFICATE_PASSWORD: undefined,
};
const portal = {
  ...withoutAccount,
  ...withoutRestore,
  VEEAM_SIGN_IN: 'portalOperator',
  VEEAM_SIGN_IN_CONNECTION: 'restore-portal',
};
const anId = '5f0c9d0e-8a53-4f2c-9f6e-2d1b7c4a9e10';
const organization = {
  ...withoutAccount,
  VEEAM_SIGN_IN: 'organization',
  VEEAM_ORGANIZATION: 'contoso.onmicrosoft.com',
  VEEAM_ORGANIZATION_APP_ID: anId,
  VEEAM_ORGANIZATION_APP_SECRET: 'canary-organization-secret',
};

describe('whose rights restores use', () => {
  it('are a service account’s unless said', () => {
    expect(settingsOf(read()).veeam?.signIn).toMatchObject({ kind: 'administrator' });
  });

  it('are people’s, with nothing to be configured but the connection', () => {
    const settings = settingsOf(read(portal));
    expect(settings.veeam?.signIn).toEqual({ kind: 'portalOperator', connection: 'restore-portal' });
    expect(settings.veeam?.restore).toBeNull();
    expect(settingsReport(settings).text).toContain('signed in through restore-portal; no whole mailboxes and sites');
  });

  it('are the organization’s, with an application of its own', () => {
    const { veeam } = settingsOf(read(organization));
    expect(veeam?.signIn).toMatchObject({ kind: 'organization', name: 'contoso.onmicrosoft.com', applicationId: anId });
    expect(JSON.stringify(veeam)).not.toContain('canary');
  });

  it.each([
    [{ ...portal, VEEAM_SIGN_IN_CONNECTION: undefined }, 'VEEAM_SIGN_IN_CONNECTION is missing.'],
    [
      { ...portal, VEEAM_SIGN_IN_CONNECTION: 'a connection' },
      'VEEAM_SIGN_IN_CONNECTION is not the name of a connection',
    ],
    [{ ...portal, VEEAM_VERSION: 'v5' }, 'VEEAM_VERSION is v5, which has no restore portal.'],
    [
      { ...portal, BOT_CLIENT_SECRET: undefined, BOT_MANAGED_IDENTITY_CLIENT_ID: anId },
      'BOT_MANAGED_IDENTITY_CLIENT_ID cannot be used here',
    ],
    [{ ...organization, VEEAM_ORGANIZATION_APP_SECRET: undefined }, 'The organization needs exactly one credential.'],
    [{ ...organization, VEEAM_ORGANIZATION: undefined }, 'VEEAM_ORGANIZATION is missing.'],
    [{ VEEAM_SIGN_IN: 'operator' }, 'VEEAM_SIGN_IN is not one of administrator, organization, portalOperator'],
    [{ PROVIDER: 'graph', GRAPH_SIGN_IN: 'delegated' }, 'GRAPH_SIGN_IN_CONNECTION is missing.'],
    [
      { ...portal, PROVIDER_EXCHANGE: 'graph', GRAPH_SIGN_IN: 'delegated', GRAPH_SIGN_IN_CONNECTION: 'restore-portal' },
      'GRAPH_SIGN_IN_CONNECTION and VEEAM_SIGN_IN_CONNECTION are the same.',
    ],
  ])('%o is said to be wrong', (changes, sentence) => {
    const sentences = sentencesOf(read(changes));
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain(sentence);
  });
});
