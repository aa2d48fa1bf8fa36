import { randomBytes } from 'node:crypto';
import type { Call, Reply } from '../http/call.ts';
import { vendorTime } from '../http/instants.ts';
import { flag, oneOf, readBody, text } from '../http/readers.ts';
import { VendorRefusal } from '../http/refusal.ts';
import { type Simulator, serverNowUtc } from '../simulator.ts';
import type { Login, LoginKind } from '../state.ts';
import { signInOperator, signInTenant } from './entraSignIn.ts';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const shape = {
  grant_type: oneOf('password', 'refresh_token', jwtBearer, 'operator', 'integration'),
  username: text,
  password: text,
  refresh_token: text,
  client_id: text,
  assertion: text,
  disable_antiforgery_token: flag,
};

/** The vendor's throttle of `/token`: windows in seconds and how many requests each lets through. */
const quotas = [
  { windowSeconds: 1, most: 1, name: 'Second' },
  { windowSeconds: 60, most: 5, name: 'Minute' },
  { windowSeconds: 3600, most: 1500, name: 'Hour' },
] as const;

/** Refuses with 429 and `Retry-After` when too many token requests came; refused ones do not count. */
function throttle(simulator: Simulator): void {
  const nowMs = Date.parse(serverNowUtc(simulator));
  const counted = simulator.state.tokenRequests.filter((request) => request.status !== 429);
  for (const quota of quotas) {
    const windowMs = quota.windowSeconds * 1000;
    const recent = counted.filter((request) => nowMs - Date.parse(request.atUtc) < windowMs);
    const oldest = recent.at(-quota.most);
    if (oldest === undefined || recent.length < quota.most) continue;
    const waitSeconds = Math.max(1, Math.ceil((Date.parse(oldest.atUtc) + windowMs - nowMs) / 1000));
    const message = `API calls quota exceeded! maximum admitted ${quota.most} per ${quota.name}.`;
    throw new VendorRefusal(429, 'HttpError', message, { 'retry-after': String(waitSeconds) });
  }
}

type SignedIn = { kind: LoginKind; account: string; displayName: string; personId: string | null };

function signInAdministrator(simulator: Simulator, username: string, password: string): SignedIn {
  const { administrator } = simulator.accounts;
  const { switches } = simulator;
  if (username.toLowerCase() !== administrator.username.toLowerCase() || password !== administrator.password) {
    throw new VendorRefusal(400, null, 'Username or password is incorrect.');
  }
  if (switches.accountPasswordExpired) throw new VendorRefusal(400, null, 'The password of this account has expired.');
  if (switches.accountRequiresMfa) {
    throw new VendorRefusal(400, null, 'Multi-factor authentication is required for this account.');
  }
  if (switches.operatorAuthenticationOnly) {
    throw new VendorRefusal(403, 'ResourceAccessDenied', 'Only restore operators can sign in to this server.');
  }
  const name = administrator.username;
  return { kind: 'administrator', account: name.toLowerCase(), displayName: name, personId: null };
}

function refresh(simulator: Simulator, refreshToken: string): SignedIn & { was: Login } {
  const was = simulator.state.logins.find((login) => login.refreshToken === refreshToken && !login.isRevoked);
  if (!was) throw new VendorRefusal(400, null, 'The refresh token is not valid.');
  return { kind: was.kind, account: was.account, displayName: was.displayName, personId: was.personId, was };
}

async function signIn(
  call: Call,
  body: ReturnType<typeof readBody<typeof shape>>,
): Promise<SignedIn & { was?: Login }> {
  const { simulator } = call;
  switch (body.grant_type ?? 'password') {
    case 'password':
      return signInAdministrator(simulator, body.username ?? '', body.password ?? '');
    case 'refresh_token':
      return refresh(simulator, body.refresh_token ?? '');
    case jwtBearer:
      return { kind: 'tenant', ...(await signInTenant(simulator, body.client_id ?? '', body.assertion ?? '')) };
    case 'operator':
      return { kind: 'operator', ...(await signInOperator(simulator, body.client_id ?? '', body.assertion ?? '')) };
    default:
      throw new VendorRefusal(400, null, 'This grant type is not supported.');
  }
}

/** `POST /token`: password, refresh, tenant (jwt-bearer) and portal operator. */
export async function postToken(call: Call): Promise<Reply> {
  const { simulator, profile } = call;
  const body = readBody(call, shape);
  const request = {
    atUtc: serverNowUtc(simulator),
    grantType: body.grant_type ?? 'password',
    account: body.username ?? body.client_id ?? '',
    status: 200,
  };
  try {
    if (profile.throttlesTokens && simulator.switches.throttleTokens) throttle(simulator);
    const { was, ...signedIn } = await signIn(call, body);
    if (was) was.isRevoked = true;
    const login = addLogin(simulator, signedIn, body.disable_antiforgery_token === true);
    return { status: 200, body: tokenReply(login, simulator.switches.tokenLifetimeMinutes) };
  } catch (error) {
    request.status = error instanceof VendorRefusal ? error.status : 500;
    throw error;
  } finally {
    simulator.state.tokenRequests.push(request);
    simulator.isDirty = true;
  }
}

function addLogin(simulator: Simulator, signedIn: SignedIn, antiforgeryDisabled: boolean): Login {
  const issuedUtc = serverNowUtc(simulator);
  const lifetimeMs = simulator.switches.tokenLifetimeMinutes * 60_000;
  const login: Login = {
    ...signedIn,
    accessToken: randomBytes(48).toString('base64url'),
    refreshToken: randomBytes(48).toString('base64url'),
    issuedUtc,
    expiresUtc: new Date(Date.parse(issuedUtc) + lifetimeMs).toISOString(),
    antiforgeryDisabled,
    isRevoked: false,
  };
  simulator.state.logins.push(login);
  return login;
}

function tokenReply(login: Login, lifetimeMinutes: number): object {
  return {
    access_token: login.accessToken,
    token_type: 'bearer',
    expires_in: lifetimeMinutes * 60,
    refresh_token: login.refreshToken,
    userName: login.displayName,
    '.issued': vendorTime(login.issuedUtc),
    '.expires': vendorTime(login.expiresUtc),
  };
}

/** `POST /token/logout`. */
export function postLogout(call: Call): Reply {
  if (call.login) call.login.isRevoked = true;
  call.simulator.isDirty = true;
  return { status: call.profile.emptyStatus };
}
