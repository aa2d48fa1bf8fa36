import type { JWTPayload } from 'jose';
import type { Clock } from '../../lib/clock.ts';
import type { World } from '../world.ts';
import type { Fault } from './control/faults.ts';
import type { AdminRole } from './http/adminRoles.ts';
import type { State } from './state.ts';
import type { Speed, Switches } from './switches.ts';

/** Everything a route of the simulator works on. */
export type Simulator = {
  readonly world: World;
  readonly clock: Clock;
  /** May be changed while it runs. */
  readonly switches: Switches;
  readonly speed: Speed;
  readonly faults: Fault[];
  /** Containers under a hold, and artifact errors to give (container id → code of graph.md §6.1). */
  readonly holds: Set<string>;
  readonly artifactErrors: Map<string, string>;
  /** Status of single units where it is not `protected` (unit id → status). */
  readonly unitStatuses: Map<string, string>;
  /** Entra roles of people (object id → roles); who is not in it has none. */
  readonly adminRoles: Map<string, readonly AdminRole[]>;
  readonly state: State;
  /** Claims of a valid token for Microsoft Graph, or undefined. */
  readonly verify: (authorization: string | undefined) => Promise<JWTPayload | undefined>;
  /** Instants (milliseconds) of the last requests, for the throttle. */
  recent: number[];
};

export const nowUtc = (simulator: Simulator): string => simulator.clock.now().toISOString();

export const plusSeconds = (utc: string, seconds: number): string =>
  new Date(Date.parse(utc) + seconds * 1000).toISOString();

/** An instant as this API prints most of them: seven digits of a second. */
export const vendorTime = (utc: string): string => `${utc.slice(0, -1)}0000Z`;

/** What an unset instant looks like in some places (graph.md §4). */
export const unsetTime = '0001-01-01T00:00:00Z';
