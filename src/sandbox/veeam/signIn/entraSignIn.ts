import { VendorRefusal } from '../http/refusal.ts';
import type { EntraTrust, Simulator } from '../simulator.ts';

type EntraPerson = { account: string; displayName: string; personId: string | null };

function trustOf(simulator: Simulator): EntraTrust {
  if (simulator.entra) return simulator.entra;
  throw new VendorRefusal(400, null, 'Sign-in with Microsoft credentials is not enabled on this server.');
}

const refuseAssertion = (): VendorRefusal => new VendorRefusal(400, null, 'Authorization Error: Invalid credential');

function accessTokenIn(assertion: string): string {
  try {
    const document = JSON.parse(assertion) as { access_token?: unknown };
    return typeof document.access_token === 'string' ? document.access_token : '';
  } catch {
    return '';
  }
}

/** Organization sign-in: the assertion is the whole JSON document of the Microsoft token reply. */
export async function signInTenant(simulator: Simulator, clientId: string, assertion: string): Promise<EntraPerson> {
  if (simulator.switches.operatorAuthenticationOnly) {
    throw new VendorRefusal(403, 'ResourceAccessDenied', 'Only restore operators can sign in to this server.');
  }
  const claims = await trustOf(simulator).verify(accessTokenIn(assertion));
  const { tenant } = simulator.world;
  if (!claims || claims.tid !== tenant.id || clientId.toLowerCase() !== tenant.domain) throw refuseAssertion();
  return { account: `tenant:${tenant.domain}`, displayName: tenant.domain, personId: null };
}

/** Portal operator or end user: the assertion is the bare token, the client id `<user object id>.<tenant id>`. */
export async function signInOperator(simulator: Simulator, clientId: string, assertion: string): Promise<EntraPerson> {
  const trust = trustOf(simulator);
  const claims = await trust.verify(assertion);
  if (!claims) throw refuseAssertion();
  const { oid, tid, aud, scp } = claims;
  const isForPortal = aud === `api://${trust.portalApplicationId}` || aud === trust.portalApplicationId;
  const mayAct = typeof scp === 'string' && scp.split(' ').includes('access_as_user');
  if (!isForPortal || !mayAct || clientId.toLowerCase() !== `${oid}.${tid}`) throw refuseAssertion();
  const person = simulator.world.people.find((candidate) => candidate.id === oid);
  if (!person || tid !== simulator.world.tenant.id || person.leftUtc !== null) throw refuseAssertion();
  return { account: `person:${person.id}`, displayName: person.mail.toLowerCase(), personId: person.id };
}
