import { getCACertificates, rootCertificates } from 'node:tls';

/**
 * The certificates a client trusts: exactly the configured authority (PEM, one or several), else those of Node and of the machine.
 * There is no way to trust everything.
 */
export function trustedCertificates(caPem: string | undefined): string[] {
  if (caPem !== undefined) {
    const blocks = caPem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
    if (!blocks) throw new Error('The configured certificate authority holds no PEM certificate.');
    return blocks;
  }
  return [...new Set([...rootCertificates, ...getCACertificates('default'), ...getCACertificates('system')])];
}

/** Refuses base URLs that would send secrets in the clear; plain HTTP is for simulators on this machine only. */
export function checkedBaseUrl(baseUrl: string): URL {
  const url = new URL(baseUrl);
  const onThisMachine = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && onThisMachine))
    throw new Error('The base URL of an API must begin with https://.');
  return url;
}
