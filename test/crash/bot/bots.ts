import { type BotProcess, startBotProcess } from '../../../src/sandbox/startBotProcess.ts';
import { tcpSocketsOf } from '../../fakes/sockets.ts';

/** The shipped bot as one process or several, to be killed. */
export type Bots = {
  readonly count: number;
  /** SIGKILLs so far. */
  kills(): number;
  /** Kills one process as a power cut would and starts it again; resolves once it is ready. Kills come one after the other. */
  kill(index: number): Promise<void>;
  /** Asks one process to stop, as a deployment does, and starts it again; resolves once it is ready. */
  restart(index: number): Promise<void>;
  /** Which process has a connection with this port of its own open; 0 when none has (any more). */
  withPort(localPort: number): number;
  /** Resolves when every process is ready. */
  up(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a process for each environment. */
export async function startBots(
  places: readonly { readonly port: number; readonly environment: Readonly<Record<string, string>> }[],
  logFolder: string,
): Promise<Bots> {
  const start = (index: number): Promise<BotProcess> => {
    const { port = 0, environment = {} } = places[index] ?? {};
    return startBotProcess({ environment, port, logFile: `${logFolder}/bot-${index}.log` });
  };
  const processes: BotProcess[] = [];
  for (const index of places.keys()) processes.push(await start(index));
  let last: Promise<void> = Promise.resolve();
  let kills = 0;
  const again = (index: number, end: (process: BotProcess | undefined) => Promise<void> | undefined): Promise<void> => {
    last = last.then(async () => {
      await end(processes[index]);
      processes[index] = await start(index);
    });
    return last;
  };
  return {
    count: places.length,
    kills: () => kills,
    kill(index) {
      kills += 1;
      return again(index, (process) => process?.kill());
    },
    restart: (index) => again(index, (process) => process?.stop()),
    withPort: (localPort) =>
      Math.max(
        0,
        processes.findIndex((process) =>
          tcpSocketsOf(process.processId).some((socket) => socket.localPort === localPort),
        ),
      ),
    up: () => last,
    async stop() {
      await last.catch(() => undefined);
      await Promise.all(processes.map((process) => process.stop()));
    },
  };
}
