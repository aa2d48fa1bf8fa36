import { Server, Socket } from 'node:net';

/*
 * Preloaded (`node --import`) into Microsoft 365 Agents Playground, which by itself listens on all interfaces and sends
 * telemetry even when told not to. In a process with this module every TCP server listens on 127.0.0.1, and connections to
 * anywhere else fail at once.
 */

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Nothing listens on port 1. */
const refusingPort = 1;

type Listen = (this: Server, ...parameters: unknown[]) => Server;
type Connect = (this: Socket, ...parameters: unknown[]) => Socket;

const listen = Server.prototype.listen as unknown as Listen;
const listenOnLoopback: Listen = function (first, ...rest) {
  if (typeof first === 'object' && first !== null && 'port' in first) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  }
  if (
    typeof first === 'number' ||
    (typeof first === 'string' && /^\d+$/.test(first)) ||
    first === undefined ||
    typeof first === 'function'
  ) {
    const callback = [first, ...rest].find((parameter) => typeof parameter === 'function');
    const port = typeof first === 'function' ? 0 : Number(first ?? 0);
    return listen.call(this, { port, host: '127.0.0.1' }, callback);
  }
  return listen.call(this, first, ...rest); // pipes and handles are local anyway
};

const connect = Socket.prototype.connect as unknown as Connect;
const connectToLoopback: Connect = function (...parameters) {
  // node's own callers pass [options, callback] as one array
  const first = Array.isArray(parameters[0]) ? parameters[0][0] : parameters[0];
  const host =
    typeof first === 'object' && first !== null
      ? hostOf(first)
      : typeof parameters[1] === 'string'
        ? parameters[1]
        : 'localhost';
  if (loopback.has(host)) return connect.apply(this, parameters);
  // Refused by this machine itself, in the way and order a socket expects.
  return connect.call(this, { host: '127.0.0.1', port: refusingPort });
};

function hostOf(options: object): string {
  if ('path' in options && typeof options.path === 'string' && !('port' in options)) return 'localhost';
  return 'host' in options && typeof options.host === 'string' ? options.host : 'localhost';
}

Object.assign(Server.prototype, { listen: listenOnLoopback });
Object.assign(Socket.prototype, { connect: connectToLoopback });
