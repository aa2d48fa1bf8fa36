import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClientCertificate } from '../../src/sandbox/internet/certificates.ts';
import { accountOf, machineWith, read, sentencesOf, settingsOf } from './complete.ts';

let own: Awaited<ReturnType<typeof createClientCertificate>>;
beforeAll(async () => {
  own = await createClientCertificate('restore bot');
});

const certificateAt = { BOT_CLIENT_SECRET: undefined, BOT_CERTIFICATE_FILE: '/bot.pem' };
const now = () => new Date().toISOString();

describe('secrets in files', () => {
  it('reads a secret from its file, without the line break at the end', () => {
    const changes = { VEEAM_PASSWORD: undefined, VEEAM_PASSWORD_FILE: '/run/secrets/veeam' };
    const settings = settingsOf(read(changes, machineWith({ '/run/secrets/veeam': ' pass word \r\n' })));
    expect(accountOf(settings).password.reveal()).toBe(' pass word ');
  });

  it.each([
    [{ VEEAM_PASSWORD_FILE: '/run/veeam' }, 'VEEAM_PASSWORD and VEEAM_PASSWORD_FILE are both set: keep one'],
    [{ VEEAM_PASSWORD: '', VEEAM_PASSWORD_FILE: '/gone' }, 'VEEAM_PASSWORD_FILE names a file that is not there'],
    [{ VEEAM_PASSWORD: '', VEEAM_PASSWORD_FILE: '/blank' }, 'VEEAM_PASSWORD_FILE names an empty file'],
  ])('refuses %o', (changes, words) => {
    expect(sentencesOf(read(changes, machineWith({ '/run/veeam': 'x', '/blank': '\n' })))).toEqual([
      expect.stringContaining(words),
    ]);
  });
});

describe('credential of the bot', () => {
  it('takes a certificate with its key from one file or two', () => {
    const inOne = machineWith({ '/bot.pem': own.privateKeyPem + own.certificatePem }, now());
    const inTwo = machineWith({ '/bot.pem': own.certificatePem, '/bot.key': own.privateKeyPem }, now());
    for (const settings of [
      settingsOf(read(certificateAt, inOne)),
      settingsOf(read({ ...certificateAt, BOT_CERTIFICATE_KEY_FILE: '/bot.key' }, inTwo)),
    ]) {
      const { credential } = settings.bot;
      expect(credential).toMatchObject({ kind: 'certificate', thumbprintSha256: own.thumbprintSha256 });
      expect(credential.kind === 'certificate' && credential.privateKeyPem.reveal()).toContain('BEGIN PRIVATE KEY');
      expect(JSON.stringify(settings)).not.toContain('PRIVATE KEY');
    }
  });

  it('opens a key with a password, and says when it is the wrong one', () => {
    const locked = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' },
    }).privateKey;
    const machine = machineWith({ '/bot.pem': own.certificatePem + locked }, now());
    const withWord = (word: string) =>
      sentencesOf(read({ ...certificateAt, BOT_CERTIFICATE_KEY_PASSWORD: word }, machine));
    expect(withWord('wrong')).toEqual([expect.stringContaining('does not open')]);
    expect(withWord('')).toEqual([expect.stringContaining('holds a key with a password')]);
    // The password is right; the key is another one's.
    expect(withWord('right')).toEqual([expect.stringContaining('do not belong together')]);
  });

  it.each([
    ['is not a certificate in PEM form', () => 'MIIB'],
    ['holds no private key', () => own.certificatePem],
  ])('says that the file %s', (words, content) => {
    expect(sentencesOf(read(certificateAt, machineWith({ '/bot.pem': content() }, now())))).toEqual([
      expect.stringContaining(words),
    ]);
  });

  it('refuses a certificate out of its time', () => {
    const files = { '/bot.pem': own.privateKeyPem + own.certificatePem };
    expect(sentencesOf(read(certificateAt, machineWith(files, '2126-01-01T00:00:00Z')))[0]).toContain('has expired');
    expect(sentencesOf(read(certificateAt, machineWith(files, '2016-01-01T00:00:00Z')))[0]).toContain('not valid yet');
  });

  it('wants exactly one', () => {
    const id = '0d3b8a77-52c5-4f4e-9d1a-6f6f8f6f1b11';
    expect(sentencesOf(read({ BOT_MANAGED_IDENTITY_CLIENT_ID: id }))[0]).toContain('Keep exactly one');
    expect(sentencesOf(read({ BOT_CLIENT_SECRET: undefined }))[0]).toContain('The bot has no credential');
    const managed = settingsOf(read({ BOT_CLIENT_SECRET: undefined, BOT_MANAGED_IDENTITY_CLIENT_ID: id }));
    expect(managed.bot.credential).toEqual({ kind: 'managedIdentity', clientId: id });
  });
});

describe('files of the backup server', () => {
  it.each([
    ['does not open VEEAM_RESTORE_CERTIFICATE_FILE', { VEEAM_RESTORE_CERTIFICATE_PASSWORD: 'wrong' }, {}],
    ['is not a PFX file', {}, { '/etc/restore.pfx': '-----BEGIN CERTIFICATE-----' }],
    ['cannot be read as a PFX file', {}, { '/etc/restore.pfx': '\u0030\u0003abc' }],
    ['names a file that is not there', { VEEAM_RESTORE_CERTIFICATE_FILE: '/gone.pfx' }, {}],
    ['holds no certificate that can be read', { VEEAM_CA_FILE: '/ca' }, { '/ca': 'DER' }],
    ['names an empty file', { VEEAM_CA_FILE: '/ca' }, { '/ca': '' }],
  ])('says that one %s', (words, changes, files) => {
    expect(sentencesOf(read(changes, machineWith(files)))).toEqual([expect.stringContaining(words)]);
  });

  it('hands on the authority of the backup server', () => {
    const settings = settingsOf(read({ VEEAM_CA_FILE: '/ca' }, machineWith({ '/ca': own.certificatePem })));
    expect(settings.veeam?.certificateAuthorityPem).toBe(own.certificatePem);
  });
});
