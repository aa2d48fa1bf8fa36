import type { JWTPayload } from 'jose';
import { settle } from '../restores/progress.ts';
import { checkService } from '../service/service.ts';
import type { Simulator } from '../simulator.ts';
import { checkAdminRole, checkPartsRole } from './adminRoles.ts';
import type { Call, Reply } from './call.ts';
import { GraphRefusal } from './refusal.ts';
import { routes } from './routes.ts';

export type Asked = {
  readonly method: string;
  /** Below `/solutions/backupRestore`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly claims: JWTPayload | undefined;
  /** The `Prefer` header. */
  readonly prefer: string;
};

function checkPermission(claims: JWTPayload, permissions: readonly string[]): void {
  const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : [];
  const given = [...(Array.isArray(claims.roles) ? claims.roles : []), ...scopes];
  if (!permissions.some((permission) => given.includes(permission)))
    throw new GraphRefusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

function throttle(simulator: Simulator): void {
  const { requestsPerMinute } = simulator.switches;
  if (requestsPerMinute === null) return;
  const nowMs = simulator.clock.now().getTime();
  simulator.recent = simulator.recent.filter((at) => at > nowMs - 60_000);
  const [oldest] = simulator.recent;
  if (simulator.recent.length >= requestsPerMinute && oldest !== undefined)
    throw new GraphRefusal(429, 'TooManyRequests', 'Too many requests.', Math.ceil((oldest + 60_000 - nowMs) / 1000));
  simulator.recent.push(nowMs);
}

/** Answers one request, or throws what the service refuses it with. */
export function answer(simulator: Simulator, asked: Asked): Reply {
  if (asked.claims === undefined)
    throw new GraphRefusal(401, 'InvalidAuthenticationToken', 'Access token is missing or invalid.');
  throttle(simulator);
  settle(simulator);
  for (const route of routes) {
    const match = route.method === asked.method ? route.path.exec(asked.path) : null;
    if (match === null) continue;
    checkPermission(asked.claims, route.permissions);
    const call: Call = {
      simulator,
      id: decodeURIComponent(match[1] ?? ''),
      path: asked.path,
      query: asked.query,
      body: asked.body,
      claims: asked.claims,
      knowsNewMembers: /include-unknown-enum-members/i.test(asked.prefer),
    };
    if (route.ofParts) checkPartsRole(call);
    else checkAdminRole(call);
    const [, collection = ''] = asked.path.split('/');
    checkService(call, route.doing, `${collection}.${asked.method}`);
    return route.answer(call);
  }
  throw new GraphRefusal(404, 'ResourceNotFound', 'Resource not found.');
}
