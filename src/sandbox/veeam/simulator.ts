import { randomUUID } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import type { World } from '../world.ts';
import type { Fault } from './control/faults.ts';
import type { ServerState, Session } from './state.ts';
import type { Switches } from './switches.ts';
import type { ApiVersion } from './versions.ts';

/** How fast restores go on the simulator's clock. */
export type Speed = {
  secondsPerItem: number;
  /** From the last item to `Stopped`. */
  finishingSeconds: number;
};

/** Who may sign in, and which app may restore. */
export type Accounts = {
  administrator: { username: string; password: string };
  /** Entra application whose certificate restores; null: any that is well formed. */
  restoreApplication: { applicationId: string; certificatePassword: string } | null;
};

/** A portal operator's role: whose data this person may restore besides their own. */
export type OperatorRole = {
  id: string;
  personId: string;
  /** Entra object ids of people and ids of sites and teams; null: the entire organization. */
  objectIds: readonly string[] | null;
};

/** Keys and names of the simulated sign-in service, for tenant and portal-operator sign-in. */
export type EntraTrust = {
  /** The portal's application id: tokens must be meant for `api://<id>`. */
  portalApplicationId: string;
  authority: string;
  portalUri: string;
  /** Tells whether a token was signed by the sign-in service, and by whom it speaks; null when it is not valid. */
  verify(token: string): Promise<Record<string, unknown> | null>;
};

/** Everything a handler can reach. */
export type Simulator = {
  world: World;
  clock: Clock;
  versions: readonly ApiVersion[];
  switches: Switches;
  faults: Fault[];
  speed: Speed;
  accounts: Accounts;
  entra: EntraTrust | null;
  operatorRoles: readonly OperatorRole[];
  state: ServerState;
  /** Host and port, known once listening. */
  origin: string;
  /** Errors of the simulator itself. */
  bugs: unknown[];
  /** Something changed that has to be written down. */
  isDirty: boolean;
};

export const organization = {
  id: '9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11',
  installationId: '5d1f0a36-71c2-4c0b-9a55-2f5b8c4e7d90',
  productVersion: '8.4.0.1024',
  host: 'EPSILON',
} as const;

/** The server's own idea of the time: the clock plus the offset a test may set. */
export function serverNowUtc(simulator: Simulator): string {
  return asServerTime(simulator, worldNowUtc(simulator));
}

/** The true time of the world, on which restores progress. */
export function worldNowUtc(simulator: Simulator): string {
  return simulator.clock.now().toISOString();
}

/** An instant of the world as the server's clock shows it. */
export function asServerTime(simulator: Simulator, worldUtc: string): string {
  return new Date(Date.parse(worldUtc) + simulator.switches.clockOffsetSeconds * 1000).toISOString();
}

/** Marks a session as changed: a new entity tag and an entry in the change feed. */
export function touchSession(simulator: Simulator, session: Session): void {
  const { state } = simulator;
  session.eTag += 1;
  state.feedSequence += 1;
  state.feed.push({
    sequence: state.feedSequence,
    atUtc: serverNowUtc(simulator),
    sessionId: session.id,
    eTag: session.eTag,
  });
  simulator.isDirty = true;
}

/** What a restart of the real service does: sessions and sign-ins are gone, unfinished restores end where they are. */
export function restartService(simulator: Simulator): void {
  const { state } = simulator;
  for (const restore of state.restores) {
    if (restore.finishedUtc !== null) continue;
    restore.finishedUtc = worldNowUtc(simulator);
    restore.isCancelled = true;
  }
  state.incarnation = randomUUID();
  state.forgottenSessions.push(...state.sessions);
  state.sessions = [];
  state.logins = [];
  state.feed = [];
  simulator.isDirty = true;
}
