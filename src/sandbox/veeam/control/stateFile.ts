import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { worldToJson } from '../../world.ts';
import type { Simulator } from '../simulator.ts';
import type { ServerState } from '../state.ts';

/** The server's part of a state file; undefined where there is none. `openWorld` reads the world's part of the same file. */
export function readServerState(stateFile: string): ServerState | undefined {
  if (!existsSync(stateFile)) return undefined;
  return (JSON.parse(readFileSync(stateFile, 'utf8')) as { server: ServerState }).server;
}

/** Writes world and server in one step, so that a killed process leaves the old state or the new one. */
export function writeState(stateFile: string, simulator: Simulator): void {
  const next = `${stateFile}.next`;
  mkdirSync(dirname(stateFile), { recursive: true });
  writeFileSync(next, JSON.stringify({ world: worldToJson(simulator.world), server: simulator.state }), {
    mode: 0o600,
  });
  renameSync(next, stateFile);
}
