import { describe, expect, it } from 'vitest';
import { read, sentencesOf, settingsOf } from './complete.ts';

const withoutVeeam = {
  VEEAM_URL: undefined,
  VEEAM_USERNAME: undefined,
  VEEAM_PASSWORD: undefined,
  VEEAM_RESTORE_APP_ID: undefined,
  VEEAM_RESTORE_CERTIFICATE_FILE: undefined,
  VEEAM_RESTORE_CERTIFICATE_PASSWORD: undefined,
};

describe('the choice of the backup product', () => {
  it('is Veeam for everything unless said', () => {
    const { providers, veeam } = settingsOf(read());
    expect(providers).toEqual({ exchange: 'veeam', oneDrive: 'veeam', sharePoint: 'veeam', teams: 'veeam' });
    expect(veeam).not.toBeNull();
  });

  it('needs no Veeam settings when Microsoft 365 Backup serves everything it can', () => {
    const { providers, veeam } = settingsOf(read({ ...withoutVeeam, PROVIDER: 'graph' }));
    expect(providers).toEqual({ exchange: 'graph', oneDrive: 'graph', sharePoint: 'graph', teams: null });
    expect(veeam).toBeNull();
  });

  it('needs them as soon as Veeam serves one workload', () => {
    const sentences = sentencesOf(read({ ...withoutVeeam, PROVIDER: 'graph', PROVIDER_TEAMS: 'veeam' }));
    expect(sentences).toHaveLength(6);
    expect(sentences[0]).toMatch(/^VEEAM_URL is missing/);
  });

  it('is made for each workload', () => {
    const { providers } = settingsOf(read({ PROVIDER_EXCHANGE: 'graph', PROVIDER_SHAREPOINT: 'off' }));
    expect(providers).toEqual({ exchange: 'graph', oneDrive: 'veeam', sharePoint: null, teams: 'veeam' });
  });

  it('says that Microsoft 365 Backup covers no teams, no national cloud, and that something has to be served', () => {
    expect(sentencesOf(read({ PROVIDER_TEAMS: 'graph' }))[0]).toContain('PROVIDER_TEAMS is not one of veeam, off');
    expect(sentencesOf(read({ PROVIDER: 'graph', CLOUD: 'usGovernment' })).join()).toContain('public cloud only');
    const off = {
      PROVIDER_EXCHANGE: 'off',
      PROVIDER_ONEDRIVE: 'off',
      PROVIDER_SHAREPOINT: 'off',
      PROVIDER_TEAMS: 'off',
    };
    expect(sentencesOf(read(off)).join()).toContain('switch everything off');
  });

  it('does not take a misspelt name for nothing', () => {
    expect(sentencesOf(read({ PROVIDER_MAIL: 'graph' }))[0]).toContain('PROVIDER_MAIL is not a setting');
  });
});
