import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { contentOf, type Machine } from './machine.ts';
import { type Problem, problem } from './problem.ts';

/** The PEM text of VEEAM_CA_FILE, or what is wrong with the file. */
export function readCertificateAuthority(path: string, machine: Machine): string | Problem {
  const name = 'VEEAM_CA_FILE';
  const content = contentOf(machine, path);
  if ('why' in content) return problem(name, `${name} ${content.why}.`);
  const pem = content.toString('utf8');
  try {
    for (const block of pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? ['']) {
      new X509Certificate(block);
    }
    return pem;
  } catch {
    const advice = 'Export the certificate as Base-64 (PEM): it begins with -----BEGIN CERTIFICATE-----.';
    return problem(name, `${name} holds no certificate that can be read. ${advice}`);
  }
}

/**
 * The PFX file in base64, or what is wrong with it. A wrong password is found here and not in the first restore. Files that
 * OpenSSL 3 no longer opens (RC2, 3DES from old Windows versions) pass: the backup server opens them, not we.
 */
export function readRestoreCertificate(path: string, password: string | undefined, machine: Machine): string | Problem {
  const name = 'VEEAM_RESTORE_CERTIFICATE_FILE';
  const content = contentOf(machine, path);
  if ('why' in content) return problem(name, `${name} ${content.why}.`);
  const isPfx = content.at(0) === 0x30;
  if (!isPfx) return problem(name, `${name} is not a PFX file. Export the certificate with its private key as .pfx.`);
  try {
    if (password !== undefined) createSecureContext({ pfx: content, passphrase: password });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/mac verify failure/i.test(message)) {
      return problem(
        'VEEAM_RESTORE_CERTIFICATE_PASSWORD',
        `VEEAM_RESTORE_CERTIFICATE_PASSWORD does not open ${name}. Check that the password belongs to this file.`,
      );
    }
    if (!/unsupported/i.test(message)) {
      return problem(name, `${name} cannot be read as a PFX file. Export the certificate with its private key again.`);
    }
  }
  return content.toString('base64');
}
