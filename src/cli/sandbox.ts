import { resolve } from 'node:path';
import { realSettingsHere } from '../config/environment.ts';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox.ts';
import { readSandboxArguments, type SandboxArguments } from './sandboxArguments.ts';

/** `npm start`: the bot with everything it needs on this machine, for trying it out in a browser. */
const usage = `Usage: npm start [-- --fresh] [-- --port N] [-- --veeam v5|v6|v7|v8]
  --fresh    forget earlier requests and restores
  --port N   first of three ports: bot N, requester N+1, approver N+2 (default: 3978, 56150, 56151)
  --veeam V  newest REST version of the simulated backup server (default: v8)`;

const say = (line: string) => process.stdout.write(`${line}\n`);
const fail = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const { fresh, port: first, veeamVersion, provider } = readArguments();
const [real] = realSettingsHere();
if (real) fail(real.sentence);

const ports =
  first === null
    ? { bot: 3978, requester: 56150, approver: 56151 }
    : { bot: first, requester: first + 1, approver: first + 2 };
say('Starting the bot, a simulated backup server, a simulated directory and two Teams clients …');
const sandbox: Sandbox = await startSandbox({
  folder: resolve(import.meta.dirname, '../../data/sandbox'),
  fresh,
  veeamVersion,
  provider,
  ports,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));

say(`
Everything runs on this machine only. Open both, side by side:

  Adele, who asks     ${sandbox.requesterUrl}
  Megan, who decides  ${sandbox.approverUrl}

Type as Adele:

  restore my mailbox to yesterday 3pm, I deleted the Contoso folder by accident

Then press Approve as Megan and watch Adele's card. (Megan is the only approver here, so she cannot send requests of her own.) What was done is kept for the next start; --fresh forgets it.
The bot's log is ${sandbox.logFile}. Ctrl-C stops everything.`);

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  say('\nStopping …');
  await sandbox.stop();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
void sandbox.ended.then((code) => {
  if (stopping) return;
  stopping = true;
  void sandbox.stop().then(() => fail(`The bot ended with ${code}. Its log is ${sandbox.logFile}.`));
});

function readArguments(): SandboxArguments {
  try {
    return readSandboxArguments(process.argv.slice(2));
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
