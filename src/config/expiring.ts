import { X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Settings } from './settings.ts';

/** Something the bot was given that stops working at a known instant. `setting` is where its successor goes. */
export type Expiring = { readonly setting: string; readonly untilUtc: string };

/**
 * Every certificate of the settings with the end of its validity, soonest first. A client secret has an end too, but only Entra knows it; a PFX
 * file only old Windows versions write (RC2, 3DES) cannot be looked into here.
 */
export function expiringOf({ bot, veeam }: Settings): readonly Expiring[] {
  const authorities = certificatesIn(veeam?.certificateAuthorityPem ?? '')
    .map(endOf)
    .toSorted();
  const restore = veeam?.restore ?? null;
  const organization = veeam?.signIn.kind === 'organization' ? veeam.signIn.credential : null;
  const found: readonly (readonly [string, string | null])[] = [
    ['BOT_CERTIFICATE_FILE', bot.credential.kind === 'certificate' ? endOf(bot.credential.certificatePem) : null],
    ['VEEAM_CA_FILE', authorities[0] ?? null],
    [
      'VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE',
      organization?.kind === 'certificate' ? endOf(organization.certificatePem) : null,
    ],
    [
      'VEEAM_RESTORE_CERTIFICATE_FILE',
      restore?.form === 'application'
        ? endOfPfx(Buffer.from(restore.certificatePfxBase64.reveal(), 'base64'), restore.certificatePassword.reveal())
        : null,
    ],
  ];
  return found
    .flatMap(([setting, untilUtc]) => (untilUtc === null ? [] : [{ setting, untilUtc }]))
    .toSorted((one, other) => one.untilUtc.localeCompare(other.untilUtc));
}

const certificatesIn = (pem: string): readonly string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

const endOf = (pem: string): string => new X509Certificate(pem).validToDate.toISOString();

/**
 * The end of validity of the certificate in a PFX file, or null where OpenSSL 3 does not open it. Node has no reader for such files, but a
 * TLS socket tells the certificate it would show; it is connected to nothing.
 */
function endOfPfx(pfx: Buffer, passphrase: string): string | null {
  const nowhere = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  try {
    const secureContext = createSecureContext({ pfx, passphrase });
    const socket = new TLSSocket(nowhere, { isServer: true, secureContext });
    const end = socket.getX509Certificate()?.validToDate.toISOString() ?? null;
    socket.destroy();
    return end;
  } catch {
    return null;
  }
}
