import { clouds } from '../../src/config/clouds.ts';
import { type BotCredential, createBotToken } from '../../src/identity/botCredential.ts';
import { startEchoBot } from './echoBot.ts';

/** The echo bot as a process of its own, with production addresses only. Settings come as JSON in the first argument. */
export type EchoBotProcessSettings = {
  appId: string;
  tenantId: string;
  credential: BotCredential;
  port?: number;
};

const settings = JSON.parse(process.argv[2] ?? '') as EchoBotProcessSettings;
const cloud = clouds.public;
const botToken = createBotToken({ ...settings, signInOrigin: cloud.signInOrigin });
const bot = await startEchoBot({
  appId: settings.appId,
  allowedTenantIds: [settings.tenantId],
  cloud,
  connectorToken: () => botToken(cloud.connectorAudience),
  port: settings.port ?? 0,
});
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ endpoint: bot.endpoint });
bot.faults.push = (...faults) => {
  for (const fault of faults) say({ fault: `${fault} ${fault instanceof Error ? String(fault.cause ?? '') : ''}` });
  return 0;
};
process.once('SIGTERM', () => void bot.stop());
