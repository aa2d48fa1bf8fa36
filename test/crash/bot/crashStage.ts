import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import en from '../../../cards/locales/en.json' with { type: 'json' };
import type { BotAnswer } from '../../../src/sandbox/connector/createPeople.ts';
import { buttonOf, inputsOf } from '../../../src/sandbox/demo/cardText.ts';
import { type SeenCard, type Stage, setStage } from '../../../src/sandbox/demo/stage.ts';
import { freePort } from '../../../src/sandbox/internet/freePort.ts';
import type { Switches } from '../../../src/sandbox/veeam/switches.ts';
import { personId } from '../../../src/sandbox/world.ts';
import type { StorePlace } from '../../../src/store/openStore.ts';
import { playedTime } from '../../support/playedTime/playedTime.ts';
import { type Bots, startBots } from './bots.ts';
import type { CrashKind } from './crashKind.ts';
import { startRoundRobin } from './roundRobin.ts';
import { veeamV8 } from './veeamKinds.ts';

/** The small world with the shipped bot in it, and the means to kill it. */
export type CrashStage = {
  readonly kind: CrashKind;
  readonly stage: Stage;
  readonly bots: Bots;
  readonly place: StorePlace;
  /** What the bot's processes and its commands find the store with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Does something as a person until the bot has answered it, as people whose client said "try again" do. */
  untilAnswered(deed: () => Promise<BotAnswer>): Promise<void>;
  /** How often it was not answered so far. */
  unanswered(): number;
  /** Presses a button, twice at once: Teams delivers slow invokes again. */
  press(personId: string, card: SeenCard, verb: string, typed?: Readonly<Record<string, string>>): Promise<void>;
  /** Adds a line to the story of the run, which a failed run tells. */
  note(line: string): void;
  readonly story: readonly string[];
  /** Where logs and data lie; kept when the run failed. */
  readonly folder: string;
  stop(keepFolder: boolean): Promise<void>;
};

/** A server that makes it hard: late listings, a clock that is off. The token throttle leaves this machine out, as real ones do. */
export const hard = { listingLagSeconds: 30, clockOffsetSeconds: 180, throttleTokens: false } as const;

/** The bot could not ask the directory in time, as on a machine with too much to do, and told the person so. */
const saysTryAgain = ({ body }: BotAnswer): boolean =>
  JSON.stringify(body ?? null).includes(en['refusal.authorityUnknown']);

/** Everything but PostgreSQL lives six times as fast: what is looked for three minutes long takes half a minute. */
const speed = 6;

export async function setCrashStage(options: {
  /** v8 unless said. */
  readonly kind?: CrashKind;
  readonly switches: Partial<Switches>;
  /** Absent: the embedded database and one process. Otherwise PostgreSQL and so many behind a load balancer. */
  readonly replicated?: { readonly databaseUrl: string; readonly replicas: number };
  readonly secondsPerItem?: number;
  /** People without a part in the story, whose mailboxes are small. */
  readonly colleagues?: number;
  /** Added to the environment of the bot's processes. */
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<CrashStage> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-bot-'));
  const botPort = await freePort();
  const { kind = veeamV8, replicated } = options;
  // Jobs in PostgreSQL fall due by the time of its server.
  const time = playedTime(folder, replicated ? 1 : speed);
  const stage = await setStage({
    ...kind.services,
    folder,
    clock: time.clock,
    botPort,
    zone: 'Europe/Berlin',
    secondsPerItem: options.secondsPerItem ?? 0.02,
    extraPeople: options.colleagues ?? 60,
    switches: options.switches,
  });
  Object.assign(stage.services.graphBackup.switches, { listingLagSeconds: options.switches.listingLagSeconds ?? 0 });
  const dataFolder = join(folder, 'bot');
  const store: Record<string, string> = replicated
    ? { DATABASE_URL: replicated.databaseUrl }
    : { DATA_FOLDER: dataFolder };
  const ports = replicated ? await Promise.all(Array.from({ length: replicated.replicas }, freePort)) : [botPort];
  const places = ports.map((port) => ({
    port,
    environment: time.environment({
      ...stage.services.environment({ port, dataFolder }),
      ...store,
      ...options.environment,
    }),
  }));
  const balancer = replicated ? await startRoundRobin(botPort, ports) : null;
  const bots = await startBots(places, folder);

  let unanswered = 0;
  const untilAnswered = async (deed: () => Promise<BotAnswer>): Promise<void> => {
    for (;;) {
      const answer = await deed().catch((): BotAnswer => ({ status: 503, body: undefined }));
      if (saysTryAgain(answer)) continue;
      if (answer.status < 300) return;
      if (answer.status < 500) throw new Error(`The bot answered ${answer.status}.`);
      unanswered += 1;
      await bots.up();
    }
  };
  const story: string[] = [];
  const begun = performance.now();
  const crash: CrashStage = {
    kind,
    stage,
    bots,
    place: replicated ? { databaseUrl: replicated.databaseUrl } : { dataFolder },
    environment: places[0]?.environment ?? {},
    untilAnswered,
    unanswered: () => unanswered,
    story,
    folder,
    note(line) {
      story.push(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} ${line}`);
      appendFileSync(join(folder, 'story.log'), `${story.at(-1)}\n`);
    },
    async press(id, card, verb, typed = {}) {
      const button = buttonOf(card.content, verb);
      if (!button) throw new Error(`The card has no button ${verb}.`);
      const inputs = Object.fromEntries(inputsOf(card.content).map((input) => [input.id, input.value]));
      const { conversationId, activityId } = card;
      const data = { ...button.data, ...inputs, ...typed };
      const press = { conversationId, activityId, kind: 'execute', verb, data } as const;
      const once = () => untilAnswered(() => stage.people.press(id, press));
      await Promise.all([once(), once()]);
    },
    async stop(keepFolder) {
      await bots.stop();
      await balancer?.stop();
      await stage.stop();
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const id of [personId.megan, personId.lee, personId.nestor]) await untilAnswered(() => stage.people.install(id));
  return crash;
}
