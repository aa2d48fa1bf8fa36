/** Says whether the bot may send its bearer token to a service address. */
export type ServiceAddressCheck = (serviceUrl: string) => boolean;

/**
 * A check against whole origins (scheme, host and port). Plain http passes only where such an origin is listed. Addresses
 * that carry a user, a query or a fragment are refused, because nothing in Teams has them and parsers disagree about them.
 */
export function createServiceAddressCheck(allowedOrigins: readonly string[]): ServiceAddressCheck {
  const allowed = new Set(allowedOrigins.map((origin) => new URL(origin).origin));
  return (serviceUrl) => {
    const url = URL.parse(serviceUrl);
    if (url === null || /[\s\\@?#]/.test(serviceUrl)) return false;
    return allowed.has(url.origin);
  };
}
