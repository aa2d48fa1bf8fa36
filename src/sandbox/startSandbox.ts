import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Gateway, startGateway } from './gateway/startGateway.ts';
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

/**
 * Starts everything for trying the bot out: the shipped bot with full authentication, the simulated services, and Microsoft 365 Agents
 * Playground once for Adele, who asks, and once for Megan, who decides. Everything listens on 127.0.0.1 only. Rejects with one sentence
 * when a port is busy; nothing is left running then.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { folder, ports, zone } = options;
  if (options.fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const running: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of running.splice(0).reverse()) await part.stop();
  };
  try {
    let gateway: Gateway | undefined;
    const services = await startServices({
      folder,
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
    const requester = await open(personId.adele, ports.requester);
    const approver = await open(personId.megan, ports.approver);
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
