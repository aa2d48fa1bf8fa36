import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stage, setStage } from '../../src/sandbox/demo/stage.ts';
import { freePort } from '../../src/sandbox/internet/freePort.ts';
import { type BotProcess, startBotProcess } from '../../src/sandbox/startBotProcess.ts';
import { personId } from '../../src/sandbox/world.ts';

/** The shipped bot as a process of its own on the stage of simulated services, with everybody's app installed. */
export type PlayedBot = {
  readonly stage: Stage;
  readonly folder: string;
  readonly dataFolder: string;
  readonly logFile: string;
  bot(): BotProcess;
  /** Ends the process at once and starts it again on the same data. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

export async function playBot(options: { readonly secondsPerItem?: number } = {}): Promise<PlayedBot> {
  const folder = mkdtempSync(join(tmpdir(), 'played-'));
  const port = await freePort();
  const stage = await setStage({
    folder,
    botPort: port,
    zone: 'America/New_York',
    secondsPerItem: options.secondsPerItem ?? 0.01,
  });
  const dataFolder = join(folder, 'bot');
  const logFile = join(folder, 'bot.log');
  const environment = { ...stage.services.environment({ port, dataFolder }), LOG_LEVEL: 'debug' };
  const start = () => startBotProcess({ environment, port, logFile });
  let bot = await start();
  for (const id of [personId.adele, personId.megan, personId.lee]) await stage.people.install(id);
  return {
    stage,
    folder,
    dataFolder,
    logFile,
    bot: () => bot,
    async crash() {
      await bot.kill();
      bot = await start();
    },
    async stop() {
      await bot.stop();
      await stage.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
