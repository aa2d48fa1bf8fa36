import type { ApiVersion } from '../../../../src/sandbox/veeam/versions.ts';
import {
  type Answer,
  certificate,
  impersonating,
  type Sandbox,
  type SandboxClient,
} from '../../../support/veeamSandbox.ts';

/** A walk through the operations of one version, as an administrator and as a portal operator. */
export type Walk = {
  version: ApiVersion;
  sandbox: Sandbox;
  admin: SandboxClient;
  /** Absent where a version or area has no portal operators. */
  operator: SandboxClient;
  /** Calls and insists on success. */
  get(path: string): Promise<Answer['body']>;
  post(path: string, body?: unknown): Promise<Answer['body']>;
  asOperator(path: string, body?: unknown): Promise<Answer['body']>;
};

async function insist(answer: Promise<Answer>, what: string): Promise<Answer['body']> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${what} answered ${status}: ${body?.message}`);
  return body;
}

export function makeWalk(version: ApiVersion, sandbox: Sandbox, operator: SandboxClient): Walk {
  const admin = sandbox.client;
  return {
    version,
    sandbox,
    admin,
    operator,
    get: (path) => insist(admin.call('GET', path), `GET ${path}`),
    post: (path, body) => insist(admin.call('POST', path, body), `POST ${path}`),
    asOperator: (path, body) =>
      insist(operator.call(body === undefined ? 'GET' : 'POST', path, body), `operator ${path}`),
  };
}

/** Opens an explore session for a portal operator's chosen object. */
export async function operatorSession(walk: Walk, type: string, list: 'users' | 'sites' | 'teams', id?: string) {
  const scope = (await walk.asOperator('/Organization/LoggedInUser/EffectiveScope'))[list];
  const chosen = scope.find((one: { id: string }) => id === undefined || one.id.includes(id));
  const body = { type, dateTime: '2026-11-17T12:30:00Z', scope: chosen, reason: 'RR-1/walk' };
  return (await walk.asOperator('/Organization/OperatorExplore', body)).id as string;
}

export const credentials = certificate;
/** For restores the vendor wants an impersonation account for. */
export const ownerCredentials = impersonating;
