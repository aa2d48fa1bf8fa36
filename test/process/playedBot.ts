import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stage, setStage } from '../../src/sandbox/demo/stage.ts';
import { freePort } from '../../src/sandbox/internet/freePort.ts';
import { type BotProcess, startBotProcess } from '../../src/sandbox/startBotProcess.ts';
import type { ServicesOptions } from '../../src/sandbox/startServices.ts';
import { personId } from '../../src/sandbox/world.ts';
import { playedTime } from '../support/playedTime/playedTime.ts';

/** The shipped bot as a process of its own on the stage of simulated services, with everybody's app installed. */
export type PlayedBot = {
  readonly stage: Stage;
  readonly folder: string;
  readonly dataFolder: string;
  readonly logFile: string;
  /** What the process was started with, for commands beside it. */
  readonly environment: Readonly<Record<string, string>>;
  bot(): BotProcess;
  /** Lets so many seconds pass at once, for the process and the services around it; for bots played in a time of their own. */
  passes(seconds: number): void;
  /** Ends the process at once and starts it again on the same data, with something done to them meanwhile. */
  crash(meanwhile?: () => void): Promise<void>;
  stop(): Promise<void>;
};

export type PlayOptions = {
  readonly secondsPerItem?: number;
  /** Whose rights on the backup server restores use. */
  readonly signIn?: 'administrator' | 'portalOperator';
  /** The backup product; Veeam's unless said. */
  readonly provider?: 'veeam' | 'graph';
  readonly graphSignIn?: 'app' | 'delegated';
  readonly graphSpeed?: ServicesOptions['graphSpeed'];
  /** A policy file in place of the lists in the environment. */
  readonly policy?: string;
  /** Played in a time of its own, so many times as fast as the machine's; absent: in the machine's. */
  readonly speed?: number;
  /** Whose app is installed beside the usual ones. */
  readonly alsoInstalled?: readonly string[];
};

const lists = ['APPROVERS', 'ADMINS', 'AUDITORS', 'MAY_ASK_FOR_OTHERS', 'APPROVALS_NEEDED'];

/** The environment with a policy file in it, or as it is. */
function underPolicy(
  environment: Readonly<Record<string, string>>,
  folder: string,
  policy: string | undefined,
): Readonly<Record<string, string>> {
  if (policy === undefined) return environment;
  const file = join(folder, 'policy.yaml');
  writeFileSync(file, policy);
  const others = Object.entries(environment).filter(([name]) => !lists.includes(name));
  return { ...Object.fromEntries(others), POLICY_FILE: file };
}

export async function playBot(options: PlayOptions = {}): Promise<PlayedBot> {
  const folder = mkdtempSync(join(tmpdir(), 'played-'));
  const port = await freePort();
  const time = options.speed === undefined ? null : playedTime(folder, options.speed);
  const stage = await setStage({
    folder,
    ...(time === null ? {} : { clock: time.clock }),
    botPort: port,
    zone: 'America/New_York',
    secondsPerItem: options.secondsPerItem ?? 0.01,
    ...(options.signIn === undefined ? {} : { signIn: options.signIn }),
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.graphSignIn === undefined ? {} : { graphSignIn: options.graphSignIn }),
    ...(options.graphSpeed === undefined ? {} : { graphSpeed: options.graphSpeed }),
  });
  const dataFolder = join(folder, 'bot');
  const logFile = join(folder, 'bot.log');
  const usual = { ...stage.services.environment({ port, dataFolder }), LOG_LEVEL: 'debug' };
  const inMachineTime = underPolicy(usual, folder, options.policy);
  const environment = time?.environment(inMachineTime) ?? inMachineTime;
  const start = () => startBotProcess({ environment, port, logFile });
  let bot = await start();
  const installed = [personId.adele, personId.megan, personId.lee, ...(options.alsoInstalled ?? [])];
  for (const id of installed) await stage.people.install(id);
  return {
    stage,
    folder,
    dataFolder,
    logFile,
    environment,
    bot: () => bot,
    passes(seconds) {
      if (!time) throw new Error('This bot lives in the time of the machine.');
      time.advance(seconds, [bot.processId]);
    },
    async crash(meanwhile) {
      await bot.kill();
      meanwhile?.();
      bot = await start();
    },
    async stop() {
      await bot.stop();
      await stage.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
