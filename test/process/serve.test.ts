import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/sandbox/internet/freePort.ts';
import { close, listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { startBotProcess } from '../../src/sandbox/startBotProcess.ts';
import { type PlayedBot, playBot } from './playedBot.ts';

const serve = resolve(import.meta.dirname, '../../src/cli/serve.ts');

async function run(
  environment: Record<string, string>,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [serve], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

let played: PlayedBot;
beforeAll(async () => {
  played = await playBot();
});
afterAll(() => played?.stop());

describe('npm run serve', () => {
  it('does not start without its settings, and says each with an example', async () => {
    const { code, said } = await run({});
    expect(code).toBe(1);
    for (const name of ['BOT_APP_ID', 'VEEAM_URL', 'APPROVERS'])
      expect(said).toMatch(new RegExp(`- ${name}.*[Ee]xample`));
  });

  it('says in one sentence that its port is taken, and which setting mends it', async () => {
    const taken = createServer();
    const port = await listenOnLoopback(taken, 0, 'the test');
    const environment = played.stage.services.environment({ port, dataFolder: `${played.folder}/other` });
    const { code, said } = await run({ ...environment });
    await close(taken);
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`Port ${port} is in use.*PORT=`));
  });

  it('refuses a data folder that is in use', async () => {
    const environment = played.stage.services.environment({ port: 1, dataFolder: played.dataFolder });
    const { code, said } = await run({ ...environment, PORT: String(await freePort()) });
    expect(code).toBe(1);
    expect(said).toContain('DATA_FOLDER_IN_USE');
  });

  it('drains and stops on SIGTERM, and can be started again on its data', async () => {
    const bot = played.bot();
    await bot.stop();
    expect(await bot.ended).toBe(0);
    const port = await freePort();
    const environment = played.stage.services.environment({ port, dataFolder: played.dataFolder });
    const again = await startBotProcess({ environment, port, logFile: played.logFile });
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ status: 'alive' });
    await again.stop();
    expect(await again.ended).toBe(0);
  });
});
