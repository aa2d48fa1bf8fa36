import { botTokenFrom } from './botTokenFrom.ts';
import { expiringOf } from './config/expiring.ts';
import type { Settings } from './config/settings.ts';
import { directoryFrom } from './directoryFrom.ts';
import { faults } from './domain/faults.ts';
import type { AskDeps } from './flows/ask.ts';
import type { FlowDeps } from './flows/deps.ts';
import { createItemTitles } from './flows/narrow/itemTitles.ts';
import { parse, warmingUp } from './intent/parse.ts';
import { createHandlers } from './jobs/handlers.ts';
import { paced } from './jobs/pacing.ts';
import { queueSettings } from './jobs/queues.ts';
import { systemClock, type TimedClock } from './lib/clock.ts';
import { newId } from './lib/ids.ts';
import type { Log } from './lib/log.ts';
import { providersOf } from './providersOf.ts';
import { createServer } from './server/createServer.ts';
import { createMetrics } from './server/metrics.ts';
import { openStore, type StorePlace } from './store/openStore.ts';
import { TeamsAdapter } from './teams/adapter.ts';
import { createTurn } from './teams/bot.ts';
import { createAuthenticate } from './teams/frontDoor/authenticate.ts';
import { fetchJson } from './teams/frontDoor/fetchJson.ts';
import { createSigningKeys } from './teams/frontDoor/signingKeys.ts';
import { createMessenger } from './teams/messenger.ts';
import { createUserTokens } from './teams/userTokens.ts';

export type RunningBot = {
  readonly port: number;
  /** Takes no new request, finishes what is under way, closes everything. */
  stop(): Promise<void>;
};

/** Looks at running restores closely at first, then less often; a restore takes minutes to hours. */
const followPace = { firstSeconds: 2, mostSeconds: 30 } as const;

/**
 * Builds the bot from its settings and starts it. The only place that knows every folder: nothing below makes its own dependencies.
 * Throws a `Fault` when the data folder cannot be opened and `EADDRINUSE` when the port is taken.
 */
export async function startBot(settings: Settings, log: Log, clock: TimedClock = systemClock): Promise<RunningBot> {
  const { bot, cloud, policy } = settings;
  const { store, jobs } = await openStore({ ...placeOf(settings), clock, queues: queueSettings, log });
  const metrics = createMetrics(() => store.transaction((unit) => unit.requests.countByState(bot.tenantId)));
  const onFault = (error: unknown): void => {
    metrics.fault();
    log.error({ error }, 'fault');
  };

  const botToken = botTokenFrom(settings);
  const graph = directoryFrom(settings, botToken, clock);
  const ownedElsewhere = (runId: string, ids: readonly string[]) =>
    store.transaction((unit) => unit.steps.heldElsewhere(runId, ids));
  const adapter = new TeamsAdapter({
    appId: bot.appId,
    cloud,
    connectorToken: () => botToken(cloud.connectorAudience),
  });
  const { providers, personTokens } = providersOf(settings, { clock, botToken, ownedElsewhere });
  const userTokens = createUserTokens(adapter);
  const deps: FlowDeps & AskDeps = {
    store,
    providers,
    directory: graph.directory,
    messenger: paced(createMessenger(adapter, bot.appId, userTokens), clock),
    policy,
    clock,
    log,
    newId: () => newId(clock),
    tenantId: bot.tenantId,
    announceChannelId: settings.announce?.channelId ?? null,
    announceVia: settings.announce && { serviceUrl: settings.announce.serviceUrl, botId: `28:${bot.appId}` },
    followPace,
    // Of the embedded database there is one process; what another left behind is of a dead one.
    replicaId: settings.databaseUrl === null ? null : newId(clock),
    titles: createItemTitles(clock),
    expiring: expiringOf(settings),
    read: parse,
  };

  const keys = createSigningKeys({ metadataUrl: cloud.keyMetadataUrl, fetchJson, clock, onFault });
  const authenticate = createAuthenticate({
    appId: bot.appId,
    allowedTenantIds: bot.allowedTenantIds,
    cloud,
    keys,
    clock,
  });
  const turn = createTurn({ ...deps, signIn: personTokens && { tokens: personTokens, userTokens } });
  const server = createServer({
    async handleMessage(authorization, body) {
      const outcome = await authenticate(authorization, body);
      if ('refused' in outcome) {
        metrics.refused(outcome.reason);
        // Strangers decide how often this happens, so it is counted and not warned about.
        log.debug({ status: outcome.refused, why: outcome.reason }, 'activity refused');
        return { status: outcome.refused };
      }
      const answer = await adapter.processAuthenticated(outcome, turn(outcome));
      return { status: answer?.status ?? 200, body: answer?.body };
    },
    waitingFor: async () => {
      // A database that cannot be read throws, which is a fault and an honest 500.
      await store.transaction((unit) => unit.settings.get('paused'));
      return [];
    },
    ...(settings.metrics ? { metrics: metrics.read } : {}),
    noticeMilliseconds: settings.server.drainSeconds * 1000,
    onFault,
  });

  const port = await server.listen(settings.server);
  await jobs.start(createHandlers(deps));
  await store.transaction(async (unit) => {
    await unit.enqueue({ queue: 'sweep', data: { what: 'sessions' }, dedupeKey: 'sweep:sessions' });
    await unit.enqueue({ queue: 'anchor', data: {}, dedupeKey: 'anchor' });
    await unit.enqueue({ queue: 'expiring', data: {}, dedupeKey: 'expiring' });
    for (const { login } of deps.providers.all) {
      await unit.enqueue({ queue: 'follow', data: { login }, dedupeKey: `follow:${login}` });
    }
  });
  log.info({ port }, 'started');
  void sayWhatIsNotReady(deps.providers.all, log);
  const cancelWarmUp = warmUpAfterwards(clock);
  return {
    port,
    async stop() {
      log.info({}, 'stopping');
      cancelWarmUp();
      await server.stop();
      await jobs.stop();
      await graph.close();
      await store.close();
      log.info({}, 'stopped');
    },
  };
}

/** Makes ready for the first sentence once what was left to do at the start had its turn, a few milliseconds at a time. */
function warmUpAfterwards(clock: TimedClock): () => void {
  const steps = warmingUp();
  let cancel = clock.after(1_000, step);
  function step(): void {
    if (!steps.next().done) cancel = clock.after(1, step);
  }
  return () => cancel();
}

/** Where the bot keeps its data. */
const placeOf = ({ databaseUrl, dataFolder }: Settings): StorePlace =>
  databaseUrl === null ? { dataFolder } : { databaseUrl: databaseUrl.reveal() };

/** Asks every provider once whether it lets us in, and says what to do where it does not; runs wait and go on by themselves. */
async function sayWhatIsNotReady(providers: FlowDeps['providers']['all'], log: Log): Promise<void> {
  for (const provider of providers) {
    const checked = await provider.check();
    if (checked.ok) {
      log.info({ provider: provider.name, version: checked.version }, 'backup ready');
      continue;
    }
    const { faultCode } = checked;
    const fault = Object.entries(faults).find(([code]) => code === faultCode)?.[1] ?? faults.UNEXPECTED;
    log.warn({ provider: provider.name, faultCode, what: fault.what, next: fault.next }, 'backup not ready');
  }
}
