import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { clientGone, type Host, readText, sendReply } from '../internet/http.ts';
import { strike } from '../internet/strike.ts';
import type { World } from '../world.ts';
import type { Fault } from './control/faults.ts';
import { type GraphRecord, type RecordedRequest, readRecord } from './control/record.ts';
import type { AdminRole } from './http/adminRoles.ts';
import { answer } from './http/answer.ts';
import { GraphRefusal } from './http/refusal.ts';
import type { Simulator } from './simulator.ts';
import { emptyState, type RestoreSession } from './state.ts';
import { defaultSpeed, defaultSwitches, type Speed, type Switches } from './switches.ts';

export type GraphBackupOptions = {
  readonly world: World;
  readonly clock?: Clock;
  /** Claims of a valid token for Microsoft Graph, or undefined. */
  readonly verify: (authorization: string | undefined) => Promise<JWTPayload | undefined>;
  readonly switches?: Partial<Switches>;
  readonly speed?: Partial<Speed>;
};

export type GraphBackup = {
  /** The part of `graph.microsoft.com` below `/v1.0/solutions/backupRestore`. */
  readonly host: Host;
  /** May be changed while it runs. */
  readonly switches: Switches;
  readonly speed: Speed;
  readonly faults: Fault[];
  /** Ids of mailboxes, drives and sites (containers of the world) under a hold. */
  readonly holds: Set<string>;
  /** Container id, or id of a chosen folder or file → the artifact error it gets. */
  readonly artifactErrors: Map<string, string>;
  /** Unit id → status, where it is not `protected`. */
  readonly unitStatuses: Map<string, string>;
  /** Entra roles of people (object id → roles); who is not in it has none and is refused. */
  readonly adminRoles: Map<string, readonly AdminRole[]>;
  /** Adds sessions somebody else made, as a tenant has after a year. */
  addSessions(sessions: readonly RestoreSession[]): void;
  record(): GraphRecord;
  /** Errors of the simulator itself: a test ends by finding none. */
  readonly bugs: readonly unknown[];
};

const root = '/v1.0/solutions/backupRestore';

/** Whether a request is for Microsoft 365 Backup Storage. */
export const isGraphBackup = (path: string): boolean => path === root || path.startsWith(`${root}/`);

/**
 * Simulates Microsoft 365 Backup Storage in Microsoft Graph v1.0: protection units, restore points, search, restore sessions, browse
 * sessions. It refuses what Microsoft refuses, really changes the small world, and counts from its items. Time passes with the clock.
 */
export function createGraphBackup(options: GraphBackupOptions): GraphBackup {
  const simulator: Simulator = {
    world: options.world,
    clock: options.clock ?? systemClock,
    switches: { ...defaultSwitches, ...options.switches },
    speed: { ...defaultSpeed, ...options.speed },
    faults: [],
    holds: new Set(),
    artifactErrors: new Map(),
    unitStatuses: new Map(),
    adminRoles: new Map(),
    state: emptyState(),
    verify: options.verify,
    recent: [],
  };
  const bugs: unknown[] = [];
  const requests: RecordedRequest[] = [];

  const host: Host = async (request, response) => {
    const url = new URL(request.url ?? '/', 'https://graph.microsoft.com');
    const method = request.method ?? 'GET';
    const path = url.pathname.slice(root.length);
    const text = await readText(request);
    const fault = strike(simulator.faults, method, path);
    if (fault) fault.struck = [...(fault.struck ?? []), request.socket.remotePort ?? 0];
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') {
      response.destroy();
      return;
    }
    if (fault?.kind === 'late') await clientGone(response);
    const clientRequestId = String(request.headers['client-request-id'] ?? randomUUID());
    let claims: JWTPayload | undefined;
    const sent = (status: number, body?: unknown, headers: Record<string, string> = {}): void => {
      const personId = claims?.scp === undefined ? null : String(claims.oid ?? '');
      requests.push({ request: `${method} ${path} ${status}`, personId });
      if (fault?.kind === 'lostResponse') {
        response.destroy();
        return;
      }
      if (fault?.kind === 'garbage') {
        response.writeHead(status).end('<html>not JSON');
        return;
      }
      const date = simulator.clock.now().toUTCString();
      sendReply(response, { status, body, headers: { date, 'client-request-id': clientRequestId, ...headers } });
    };
    try {
      if (fault?.kind === 'status')
        throw new GraphRefusal(
          fault.status ?? 500,
          fault.code ?? 'UnknownError',
          'Simulated.',
          fault.retryAfterSeconds,
        );
      claims = await simulator.verify(request.headers.authorization);
      const prefer = String(request.headers.prefer ?? '');
      const body = text === '' ? undefined : parsed(text);
      const reply = answer(simulator, { method, path, query: url.searchParams, body, claims, prefer });
      if (fault?.kind === 'held') await clientGone(response);
      sent(reply.status, reply.body);
    } catch (thrown) {
      if (!(thrown instanceof GraphRefusal)) {
        bugs.push(thrown);
        response.destroy();
        return;
      }
      const { status, code, message, retryAfterSeconds } = thrown;
      const date = simulator.clock.now().toISOString().slice(0, 19);
      const innerError = { date, 'request-id': randomUUID(), 'client-request-id': clientRequestId };
      const wait: Record<string, string> =
        retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
      sent(status, { error: { code, message, innerError } }, wait);
    }
  };

  const { switches, speed, faults, holds, artifactErrors, unitStatuses, adminRoles } = simulator;
  return {
    host,
    switches,
    speed,
    faults,
    holds,
    artifactErrors,
    unitStatuses,
    adminRoles,
    addSessions: (sessions) => simulator.state.sessions.push(...sessions),
    record: () => readRecord(simulator, requests),
    bugs,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphRefusal(400, 'BadRequest', 'Unable to read JSON request payload.');
  }
}
