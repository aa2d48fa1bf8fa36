import type { JWTPayload } from 'jose';
import type { Simulator } from '../simulator.ts';

/** One request as a route sees it. */
export type Call = {
  readonly simulator: Simulator;
  /** The id in the path, decoded; empty where there is none. */
  readonly id: string;
  /** Path below `/solutions/backupRestore`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
  readonly claims: JWTPayload;
  /** Whether the client asked for enumeration members after the sentinel. */
  readonly knowsNewMembers: boolean;
};

export type Reply = { readonly status: number; readonly body?: unknown };

/** An app-only token has roles, a delegated one scopes. */
export const isAppOnly = (claims: JWTPayload): boolean => claims.scp === undefined;

/** A member that came after the sentinel is told only to clients that asked for it (graph.md §7.1). */
export const newMember = (call: Call, member: string): string => (call.knowsNewMembers ? member : 'unknownFutureValue');

export const ok = (body: unknown): Reply => ({ status: 200, body });
