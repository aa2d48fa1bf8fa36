/**
 * Why no answer came. `opened: false` means that the connection was never made, so nothing of the call was sent;
 * anything later may have reached the other side.
 */
export type TransportFailure = {
  readonly code: string;
  readonly opened: boolean;
  readonly untrusted: boolean;
};

const neverOpened = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
]);

// OpenSSL's verification errors as Node names them (nodejs.org, tls, "X509 certificate error codes").
const untrusted = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'CERT_CHAIN_TOO_LONG',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const textOf = (thrown: object, key: 'code' | 'syscall' | 'name'): string | null => {
  const value: unknown = Reflect.get(thrown, key);
  return typeof value === 'string' ? value : null;
};

/** Tells what an error thrown by the transport means. Unknown errors count as sent, which is the careful answer. */
export function transportFailure(thrown: unknown): TransportFailure {
  if (typeof thrown !== 'object' || thrown === null) return { code: 'UNKNOWN', opened: true, untrusted: false };
  const code = textOf(thrown, 'code') ?? textOf(thrown, 'name') ?? 'UNKNOWN';
  const isUntrusted = untrusted.has(code);
  // ETIMEDOUT and ECONNRESET exist for both connecting and an open connection; the system call tells them apart.
  const whileConnecting = ['connect', 'getaddrinfo'].includes(textOf(thrown, 'syscall') ?? '');
  return { code, opened: !(isUntrusted || whileConnecting || neverOpened.has(code)), untrusted: isUntrusted };
}
