import { describe, expect, it } from 'vitest';
import { providersOf } from '../../src/providersOf.ts';
import { read, sentencesOf, settingsOf } from './complete.ts';

const noApplication = {
  VEEAM_RESTORE_APP_ID: undefined,
  VEEAM_RESTORE_CERTIFICATE_FILE: undefined,
  VEEAM_RESTORE_CERTIFICATE_PASSWORD: undefined,
};
const account = { VEEAM_RESTORE_USERNAME: 'svc@contoso.com', VEEAM_RESTORE_PASSWORD: 'canary-word' };

describe('what restored items are written with', () => {
  it('is an application or an account, whole and alone', () => {
    expect(settingsOf(read({ ...noApplication, ...account })).veeam?.restore).toMatchObject({
      form: 'account',
      userName: 'svc@contoso.com',
    });
    expect(sentencesOf(read(account))).toEqual([expect.stringContaining('two ways')]);
    expect(sentencesOf(read({ ...noApplication, ...account, VEEAM_RESTORE_PASSWORD: undefined }))).toEqual([
      expect.stringContaining('VEEAM_RESTORE_PASSWORD is missing'),
    ]);
    expect(sentencesOf(read(noApplication))).toHaveLength(3);
  });

  it('never shows its secrets', () => {
    const settings = settingsOf(read({ ...noApplication, ...account }));
    expect(JSON.stringify(settings)).not.toContain('canary-word');
    expect(() => providersOf(settings, deps)).not.toThrow();
  });
});

describe('what mailboxes alone know', () => {
  it('is off unless said, and all of it can be said', () => {
    expect(settingsOf(read()).veeam?.mailboxes).toEqual({
      skipUnresolved: false,
      excludeInPlaceHoldItems: false,
      excludeLitigationHoldItems: false,
      recentItemRestorePeriodDays: null,
      casServer: null,
      onPremises: null,
    });
    const { mailboxes } =
      settingsOf(
        read({
          VEEAM_EXCHANGE_SKIP_UNRESOLVED: 'on',
          VEEAM_EXCHANGE_EXCLUDE_IN_PLACE_HOLD: 'on',
          VEEAM_EXCHANGE_EXCLUDE_LITIGATION_HOLD: 'on',
          VEEAM_EXCHANGE_RECENT_DAYS: '14',
          VEEAM_EXCHANGE_CAS_SERVER: 'mail.contoso.com',
          VEEAM_EXCHANGE_DOMAIN: 'CONTOSO',
          VEEAM_EXCHANGE_USERNAME: 'svc',
          VEEAM_EXCHANGE_PASSWORD: 'canary-word',
        }),
      ).veeam ?? {};
    expect(mailboxes).toMatchObject({
      skipUnresolved: true,
      excludeInPlaceHoldItems: true,
      excludeLitigationHoldItems: true,
      recentItemRestorePeriodDays: 14,
      casServer: 'mail.contoso.com',
      onPremises: { domainName: 'CONTOSO', userName: 'svc' },
    });
    expect(mailboxes?.onPremises?.password.reveal()).toBe('canary-word');
  });

  it('is whole: an account for servers of your own has a domain, a name and a password', () => {
    expect(sentencesOf(read({ VEEAM_EXCHANGE_DOMAIN: 'CONTOSO' }))).toEqual([
      expect.stringContaining('VEEAM_EXCHANGE_USERNAME is missing'),
      expect.stringContaining('VEEAM_EXCHANGE_PASSWORD is missing'),
    ]);
  });
});

const deps = {
  clock: { now: () => new Date() },
  botToken: async () => 'token',
  ownedElsewhere: async () => [],
};
