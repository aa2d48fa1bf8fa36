import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { personId, siteId, stableGuid, teamId, type World } from '../world.ts';
import { control, isControlRequest } from './control/control.ts';
import type { Fault } from './control/faults.ts';
import { otherPersonRestores } from './control/otherPerson.ts';
import { readRecord, type SimulatorRecord } from './control/record.ts';
import { readServerState, writeState } from './control/stateFile.ts';
import { dispatch } from './http/dispatch.ts';
import type { Accounts, EntraTrust, OperatorRole, Simulator, Speed } from './simulator.ts';
import { emptyState } from './state.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import { type ApiVersion, allVersions } from './versions.ts';

export type VeeamServerOptions = {
  world: World;
  /** 0 or absent: a free port. */
  port?: number;
  host?: string;
  clock?: Clock;
  /** PEM; without it the server speaks plain HTTP. */
  tls?: { key: string; cert: string };
  versions?: readonly ApiVersion[];
  switches?: Partial<Switches>;
  speed?: Partial<Speed>;
  accounts?: Partial<Accounts>;
  /** Portal operators' roles; a small default set otherwise. */
  operatorRoles?: readonly OperatorRole[];
  /** Trust in the simulated sign-in service; without it only administrators sign in. */
  entra?: EntraTrust;
  /** World and server are written here after every change, and the server's part is read at start. */
  stateFile?: string;
};

export type VeeamServer = {
  /** `http(s)://127.0.0.1:<port>`, without a version. */
  url: string;
  /** May be changed while it runs. */
  switches: Switches;
  faults: Fault[];
  speed: Speed;
  /** The server's own record of restores, sessions and token requests. */
  record(): SimulatorRecord;
  /** Somebody else with the same account restores this mailbox from the latest restore point. */
  otherPersonRestores(email: string): void;
  /** Errors of the simulator itself: a test ends by finding none. */
  bugs: readonly unknown[];
  /** Requests being worked on: tests wait for it instead of for time. */
  openRequests(): number;
  close(): Promise<void>;
};

const defaultAccounts: Accounts = {
  administrator: { username: 'EPSILON\\svc-restore', password: 'sandbox-only' },
  restoreApplication: null,
};

/** Megan may restore everything; Lee two people, a site and a team. Everybody may restore their own data. */
const defaultRoles: readonly OperatorRole[] = [
  { id: stableGuid('role:everything'), personId: personId.megan, objectIds: null },
  {
    id: stableGuid('role:some'),
    personId: personId.lee,
    objectIds: [personId.adele, personId.alexMarketing, siteId.marketing, teamId.falcon],
  },
];

function makeSimulator(options: VeeamServerOptions): Simulator {
  const saved = options.stateFile === undefined ? undefined : readServerState(options.stateFile);
  return {
    world: options.world,
    clock: options.clock ?? systemClock,
    versions: options.versions ?? allVersions,
    switches: { ...defaultSwitches, ...options.switches },
    faults: [],
    speed: { secondsPerItem: 0.05, finishingSeconds: 1, ...options.speed },
    accounts: { ...defaultAccounts, ...options.accounts },
    entra: options.entra ?? null,
    operatorRoles: options.operatorRoles ?? defaultRoles,
    state: saved ?? emptyState(randomUUID()),
    origin: '',
    bugs: [],
    isDirty: false,
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Starts the simulated Veeam Backup for Microsoft 365 REST server and resolves once it listens. */
export async function startVeeamServer(options: VeeamServerOptions): Promise<VeeamServer> {
  const simulator = makeSimulator(options);
  const { stateFile, host = '127.0.0.1', tls } = options;
  const save = (): void => {
    if (stateFile === undefined || !simulator.isDirty) return;
    writeState(stateFile, simulator);
    simulator.isDirty = false;
  };
  let openRequests = 0;
  const answer: RequestListener = async (request: IncomingMessage, response) => {
    openRequests += 1;
    try {
      await (isControlRequest(request)
        ? control(simulator, request, response)
        : dispatch(simulator, request, response));
      save();
    } catch (error) {
      simulator.bugs.push(error);
      response.destroy();
    } finally {
      openRequests -= 1;
    }
  };
  const server: Server = tls ? createTlsServer(tls, answer) : createServer(answer);
  const port = await listen(server, options.port ?? 0, host);
  simulator.origin = `${tls ? 'https' : 'http'}://${host}:${port}`;
  return {
    url: simulator.origin,
    switches: simulator.switches,
    faults: simulator.faults,
    speed: simulator.speed,
    bugs: simulator.bugs,
    openRequests: () => openRequests,
    record: () => readRecord(simulator),
    otherPersonRestores: (email) => void otherPersonRestores(simulator, { email }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          save();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
