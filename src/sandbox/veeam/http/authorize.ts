import { type Simulator, serverNowUtc } from '../simulator.ts';
import type { Login, LoginKind } from '../state.ts';
import type { VersionProfile } from '../versions.ts';
import { denied, VendorRefusal } from './refusal.ts';
import type { Audience } from './router.ts';

const kindsOf: Readonly<Record<Exclude<Audience, 'anonymous'>, readonly LoginKind[]>> = {
  any: ['administrator', 'tenant', 'operator'],
  administrator: ['administrator'],
  notOperator: ['administrator', 'tenant'],
  tenant: ['tenant'],
  operator: ['operator'],
};

const unauthorized = (): VendorRefusal =>
  new VendorRefusal(401, null, 'Authorization has been denied for this request.', { 'www-authenticate': 'Bearer' });

/** The login of a bearer token; refused (401) when there is none, it is unknown, was logged out or has expired. */
function findLogin(simulator: Simulator, header: string | undefined): Login {
  const token = /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
  const login = simulator.state.logins.find((candidate) => candidate.accessToken === token);
  if (!login || login.isRevoked || login.expiresUtc <= serverNowUtc(simulator)) throw unauthorized();
  return login;
}

/** Lets a request in, or refuses it: sign-in, antiforgery, server mode, and what this kind of login may call. */
export function authorize(
  simulator: Simulator,
  profile: VersionProfile,
  audience: Audience,
  header: string | undefined,
): Login | null {
  if (audience === 'anonymous') return null;
  const login = findLogin(simulator, header);
  if (profile.antiforgery && !login.antiforgeryDisabled) {
    throw new VendorRefusal(simulator.switches.antiforgeryStatus, null, 'The antiforgery token is missing.');
  }
  if (simulator.switches.operatorAuthenticationOnly && login.kind !== 'operator') {
    throw denied('Only restore operators can use this server.');
  }
  if (!kindsOf[audience].includes(login.kind)) throw denied('This operation is not available for this account.');
  return login;
}
