import type { IncomingMessage, ServerResponse } from 'node:http';
import { changeWorld, type WorldChange } from '../../world.ts';
import type { Reply } from '../http/call.ts';
import { readRequestBody, send } from '../http/exchange.ts';
import { VendorRefusal } from '../http/refusal.ts';
import { settle } from '../restores/restoreProgress.ts';
import { stopSession } from '../sessions/sessions.ts';
import { restartService, type Simulator, type Speed, serverNowUtc } from '../simulator.ts';
import type { Switches } from '../switches.ts';
import type { Fault } from './faults.ts';
import { otherPersonRestores } from './otherPerson.ts';
import { readRecord } from './record.ts';

const header = 'sandbox-control';

/** Whether a request is for the sandbox itself: path `/sandbox/…` and the header `Sandbox-Control: 1`, which no client of the vendor's sends. */
export function isControlRequest(request: IncomingMessage): boolean {
  return (request.url ?? '').startsWith('/sandbox/') && request.headers[header] === '1';
}

type Command = (simulator: Simulator, body: unknown) => unknown;

/** What the sandbox can be told and asked. Bodies come from our own tests and tools and are trusted. */
const commands: Readonly<Record<string, Command>> = {
  'GET /sandbox/record': (simulator) => readRecord(simulator),
  'GET /sandbox/switches': (simulator) => simulator.switches,
  'PUT /sandbox/switches': (simulator, body) => Object.assign(simulator.switches, body as Partial<Switches>),
  'GET /sandbox/faults': (simulator) => simulator.faults,
  'POST /sandbox/faults': (simulator, body) => {
    simulator.faults.push(body as Fault);
    return simulator.faults;
  },
  'DELETE /sandbox/faults': (simulator) => simulator.faults.splice(0),
  'PUT /sandbox/speed': (simulator, body) => Object.assign(simulator.speed, body as Partial<Speed>),
  'POST /sandbox/restart': (simulator) => restartService(simulator),
  'POST /sandbox/world/changes': (simulator, body) => changeWorld(simulator.world, body as WorldChange),
  'POST /sandbox/other-person': (simulator, body) => otherPersonRestores(simulator, body as { email: string }),
  'POST /sandbox/stop-session': (simulator, body) => {
    const { id } = body as { id: string };
    const session = simulator.state.sessions.find((candidate) => candidate.id === id);
    if (session) stopSession(simulator, session, 'Restore session stopped automatically');
    return { isFound: session !== undefined };
  },
};

async function answer(simulator: Simulator, request: IncomingMessage): Promise<Reply> {
  const command = commands[`${request.method} ${(request.url ?? '').split('?')[0]}`];
  if (!command) return { status: 404, body: { message: 'No such sandbox command', commands: Object.keys(commands) } };
  const body = await readRequestBody(request, simulator.switches.maxBodyBytes);
  settle(simulator);
  simulator.isDirty = true;
  return { status: 200, body: command(simulator, body) ?? {} };
}

/** Answers one request for the sandbox itself. */
export async function control(simulator: Simulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    send(response, await answer(simulator, request), serverNowUtc(simulator));
  } catch (error) {
    const status = error instanceof VendorRefusal ? error.status : 500;
    send(response, { status, body: { message: error instanceof Error ? error.message : '' } }, serverNowUtc(simulator));
  }
}
