import type { Simulator } from '../simulator.ts';
import type { Login } from '../state.ts';
import type { VersionProfile } from '../versions.ts';

/** One request as handlers see it. Path parameters keep their case; query names are in lower case. */
export type Call = {
  simulator: Simulator;
  profile: VersionProfile;
  method: string;
  /** The route's pattern, for the record. */
  operation: string;
  params: Readonly<Record<string, string>>;
  query: ReadonlyMap<string, string>;
  body: unknown;
  /** Who calls; absent on anonymous routes. */
  login: Login | null;
  clientAddress: string;
  /** Ends when the client is gone or the server closes. */
  signal: AbortSignal;
};

/** Status, body (JSON) and headers. No body: an empty reply. */
export type Reply = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> };

export type Handler = (call: Call) => Reply | Promise<Reply>;

/** A path parameter that the route is known to have. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`Route ${call.operation} has no parameter ${name}`);
  return value;
}

/** The signed-in client of a route that is not anonymous. */
export function loginOf(call: Call): Login {
  if (!call.login) throw new Error(`Route ${call.operation} is anonymous`);
  return call.login;
}
