import { beforeAll, describe, expect, it } from 'vitest';
import { expiringOf } from '../../src/config/expiring.ts';
import { settingsReport } from '../../src/config/settingsReport.ts';
import { createClientCertificate } from '../../src/sandbox/internet/certificates.ts';
import { machineWith, read, settingsOf } from './complete.ts';

let own: Awaited<ReturnType<typeof createClientCertificate>>;
beforeAll(async () => {
  own = await createClientCertificate('restore bot');
});

const restoreEnd = '2126-10-28T02:39:03.000Z';
const certificates = () => {
  const changes = { BOT_CLIENT_SECRET: undefined, BOT_CERTIFICATE_FILE: '/bot.pem', VEEAM_CA_FILE: '/ca.pem' };
  const files = { '/bot.pem': own.privateKeyPem + own.certificatePem, '/ca.pem': own.certificatePem };
  return settingsOf(read(changes, machineWith(files, new Date().toISOString())));
};

describe('what runs out', () => {
  it('is read from PEM and PFX files, soonest first', () => {
    const found = expiringOf(certificates());
    expect(found.map(({ setting }) => setting)).toEqual([
      'BOT_CERTIFICATE_FILE',
      'VEEAM_CA_FILE',
      'VEEAM_RESTORE_CERTIFICATE_FILE',
    ]);
    expect(found.at(-1)?.untilUtc).toBe(restoreEnd);
    const days = (Date.parse(found[0]?.untilUtc ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
  });

  it('includes the certificate the organization signs in with', () => {
    const changes = {
      VEEAM_SIGN_IN: 'organization',
      VEEAM_USERNAME: undefined,
      VEEAM_PASSWORD: undefined,
      VEEAM_ORGANIZATION: 'contoso.onmicrosoft.com',
      VEEAM_ORGANIZATION_APP_ID: '5f0c9d0e-8a53-4f2c-9f6e-2d1b7c4a9e10',
      VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE: '/organization.pem',
    };
    const files = { '/organization.pem': own.privateKeyPem + own.certificatePem };
    const found = expiringOf(settingsOf(read(changes, machineWith(files, new Date().toISOString()))));
    expect(found.map(({ setting }) => setting)).toContain('VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE');
  });

  it('is said by check-config before it happens and after', () => {
    const settings = settingsOf(read());
    const on = (now: string) => settingsReport(settings, new Date(now)).text;
    expect(on('2126-09-01T00:00:00Z')).not.toContain('Note:');
    expect(on('2126-10-20T00:00:00Z')).toContain('VEEAM_RESTORE_CERTIFICATE_FILE expires on 2126-10-28.');
    expect(on('2126-11-01T00:00:00Z')).toContain('VEEAM_RESTORE_CERTIFICATE_FILE has expired.');
    expect(on('2126-09-01T00:00:00Z')).toContain('Valid until      2126-10-28, VEEAM_RESTORE_CERTIFICATE_FILE');
  });
});
