import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { type Gateway, startGateway } from './gateway/startGateway.ts';
import { close, listenOnLoopback } from './internet/http.ts';
import { type Playground, startPlayground } from './playground/startPlayground.ts';
import { startBotProcess } from './startBotProcess.ts';
import { sandboxBot, sandboxTeam, startServices } from './startServices.ts';
import type { ApiVersion } from './veeam/versions.ts';
import { personId, tenant } from './world.ts';

export type SandboxOptions = {
  /** Everything is kept here and found again at the next start. */
  readonly folder: string;
  /** Starts with nothing kept. */
  readonly fresh: boolean;
  readonly ports: { readonly bot: number; readonly requester: number; readonly approver: number };
  /** The newest REST version of the simulated backup server. */
  readonly veeamVersion?: ApiVersion;
  /** The backup product the bot is configured for. */
  readonly provider?: 'veeam' | 'graph';
  /** IANA zone of the people's clients. */
  readonly zone: string;
};

export type Sandbox = {
  /** What the requester and the approver open in a browser. */
  readonly requesterUrl: string;
  readonly approverUrl: string;
  readonly logFile: string;
  /** The simulated backup server's own record of restores. */
  readonly restores: () => readonly { readonly counts: Readonly<Record<string, unknown>> }[];
  /** Processes that listen, for a test that looks where. */
  readonly processIds: readonly number[];
  /** Resolves when the bot ends by itself. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
};

/** Slow enough to watch the counts grow. */
const secondsPerItem = 0.15;

const ownerFile = (folder: string): string => join(folder, 'sandbox.pid');

/** Throws one sentence when a port is taken, before anything is touched. */
async function ensureFree(port: number, name: string): Promise<void> {
  const probe = createServer();
  await listenOnLoopback(probe, port, `the ${name}`);
  await close(probe);
}

/** Throws one sentence when another sandbox uses the folder: two would spoil each other's state, and a fresh start would wipe it. */
function ensureNobodyElse(folder: string): void {
  if (!existsSync(ownerFile(folder))) return;
  const owner = Number(readFileSync(ownerFile(folder), 'utf8'));
  try {
    process.kill(owner, 0);
  } catch {
    return;
  }
  if (owner !== process.pid)
    throw new Error(
      `The sandbox already runs (process ${owner}). Stop it with Ctrl-C first; two cannot share one state.`,
    );
}

/**
 * Starts everything for trying the bot out: the shipped bot with full authentication, the simulated services, and Microsoft 365 Agents
 * Playground once for Adele, who asks, and once for Megan, who decides. Everything listens on 127.0.0.1 only. Rejects with one sentence
 * when a port is busy; nothing is left running then.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, ports, zone } = options;
  for (const [name, port] of Object.entries(ports)) await ensureFree(port, name);
  ensureNobodyElse(folder);
  if (options.fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(ownerFile(folder), String(process.pid));
  const running: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of running.splice(0).reverse()) await part.stop();
  };
  try {
    let gateway: Gateway | undefined;
    const services = await startServices({
      folder,
      secondsPerItem,
      ...(options.veeamVersion === undefined ? {} : { veeamVersion: options.veeamVersion }),
      ...(options.provider === undefined ? {} : { provider: options.provider }),
      connector: async ({ isBot, botFramework, people }) => {
        gateway = await startGateway({
          port: 0,
          appId: sandboxBot.appId,
          tenantId: tenant.id,
          people: people(),
          botEndpoint: `http://127.0.0.1:${ports.bot}/api/messages`,
          token: (serviceUrl) => botFramework.tokenFor({ appId: sandboxBot.appId, serviceUrl }),
          isBot,
        });
        running.push(gateway);
        return gateway.host;
      },
    });
    running.push(services);
    const open = async (id: string, port: number): Promise<Playground> => {
      const people = services.people();
      const person = people.find((one) => one.id === id);
      if (!person || !gateway) throw new Error(`Nobody in the small world has the id ${id}.`);
      const playground = await startPlayground({
        tenantId: tenant.id,
        bot: { appId: sandboxBot.appId, name: 'Restore' },
        person,
        others: people,
        team: sandboxTeam,
        port,
        botEndpoint: gateway.endpointFor(id),
        dataFolder: join(folder, 'playground', id),
        zone,
      });
      running.push(playground);
      gateway.attach(id, playground.connectorUrl);
      return playground;
    };
    // The clients are there before the bot is, because it begins by telling what happened while it was away.
    const requester = await open(personId.adele, ports.requester);
    const approver = await open(personId.megan, ports.approver);
    const logFile = join(folder, 'bot.log');
    const bot = await startBotProcess({
      environment: {
        ...services.environment({ port: ports.bot, dataFolder: join(folder, 'bot') }),
        APPROVERS: personId.megan,
        ADMINS: personId.megan,
        MAY_ASK_FOR_OTHERS: personId.megan,
      },
      port: ports.bot,
      logFile,
    });
    running.push(bot);
    return {
      requesterUrl: requester.url,
      approverUrl: approver.url,
      logFile,
      restores: () => services.veeam.record().restores,
      processIds: [process.pid, bot.processId, requester.processId, approver.processId],
      ended: bot.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
