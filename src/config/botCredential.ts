import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { secret } from '../lib/secret.ts';
import type { BotValues } from './declared.ts';
import { contentOf, type Machine } from './machine.ts';
import { type Problem, problem } from './problem.ts';
import type { BotCredentialSetting } from './settings.ts';

const ways = 'BOT_CERTIFICATE_FILE (recommended), BOT_CLIENT_SECRET or BOT_MANAGED_IDENTITY_CLIENT_ID';

/** The one credential of the bot; none or several is a problem, because then nobody knows which one is in use. */
export function readBotCredential(values: Partial<BotValues>, machine: Machine): BotCredentialSetting | Problem {
  const { BOT_CERTIFICATE_FILE: file, BOT_CLIENT_SECRET: word, BOT_MANAGED_IDENTITY_CLIENT_ID: clientId } = values;
  const given = Object.entries({
    BOT_CERTIFICATE_FILE: file,
    BOT_CLIENT_SECRET: word,
    BOT_MANAGED_IDENTITY_CLIENT_ID: clientId,
  }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const names = given.map(([name]) => name).join(' and ');
    return problem(names, `${names} are set together. Keep exactly one of them.`);
  }
  if (file !== undefined)
    return readCertificate(
      'BOT_CERTIFICATE',
      { file, key: values.BOT_CERTIFICATE_KEY_FILE, password: values.BOT_CERTIFICATE_KEY_PASSWORD },
      machine,
    );
  if (values.BOT_CERTIFICATE_KEY_FILE !== undefined || values.BOT_CERTIFICATE_KEY_PASSWORD !== undefined) {
    return problem(
      'BOT_CERTIFICATE_FILE',
      'BOT_CERTIFICATE_FILE is missing, although its key is set. Name the certificate.',
    );
  }
  if (word !== undefined) return { kind: 'secret', secret: secret(word) };
  if (clientId !== undefined) return { kind: 'managedIdentity', clientId };
  return problem(
    'BOT_CERTIFICATE_FILE',
    `The bot has no credential. Set exactly one of ${ways}. Example: BOT_CERTIFICATE_FILE=/etc/restore-bot/bot.pem`,
  );
}

/** A certificate in PEM form with its private key, in the same file or in one of its own. `setting` is the name without `_FILE`. */
export function readCertificate(
  setting: string,
  given: { readonly file: string; readonly key?: string | undefined; readonly password?: string | undefined },
  machine: Machine,
): Extract<BotCredentialSetting, { kind: 'certificate' }> | Problem {
  const wrong = (why: string, name = `${setting}_FILE`) => problem(name, `${name} ${why}`);
  const content = contentOf(machine, given.file);
  if ('why' in content) return wrong(`${content.why}.`);
  const pem = content.toString('utf8');
  const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0] ?? '';
  const certificate = tryTo(() => new X509Certificate(block));
  if (certificate === null) {
    return wrong('is not a certificate in PEM form. The file has to begin with -----BEGIN CERTIFICATE-----.');
  }
  const now = machine.clock.now();
  if (certificate.validToDate < now) {
    return wrong('names a certificate that has expired. Upload a new one to the app registration and name it here.');
  }
  if (certificate.validFromDate > now) {
    return wrong('names a certificate that is not valid yet. Check the clock of this machine and the certificate.');
  }

  const keyPath = given.key;
  const keyContent = keyPath === undefined ? content : contentOf(machine, keyPath);
  if ('why' in keyContent) return wrong(`${keyContent.why}.`, `${setting}_KEY_FILE`);
  const key = privateKeyIn(keyContent.toString('utf8'), given.password);
  if (typeof key === 'string') return wrong(key, keyPath === undefined ? undefined : `${setting}_KEY_FILE`);
  if (!certificate.checkPrivateKey(key)) {
    return wrong('and its private key do not belong together. Use the key the certificate was made with.');
  }
  return {
    kind: 'certificate',
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
    certificatePem: certificate.toString(),
    privateKeyPem: secret(key.export({ type: 'pkcs8', format: 'pem' }).toString()),
  };
}

/** The private key in a PEM text, or the rest of a sentence. */
function privateKeyIn(pem: string, password: string | undefined): KeyObject | string {
  const block = /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[^-]+-----END \1PRIVATE KEY-----/.exec(pem)?.[0];
  if (block === undefined) {
    return 'holds no private key. Add it to the file, or name its file in BOT_CERTIFICATE_KEY_FILE.';
  }
  const isLocked = /ENCRYPTED/.test(block);
  if (isLocked && password === undefined) return 'holds a key with a password. Set BOT_CERTIFICATE_KEY_PASSWORD_FILE.';
  const key = tryTo(() =>
    createPrivateKey({ key: block, ...(password === undefined ? {} : { passphrase: password }) }),
  );
  if (key !== null) return key;
  return isLocked
    ? 'holds a key that BOT_CERTIFICATE_KEY_PASSWORD does not open. Check the password.'
    : 'holds a private key that cannot be read. Export it again as PEM (PKCS 8).';
}

function tryTo<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch {
    return null;
  }
}
