import { join } from 'node:path';
import type { ConnectorEvent } from '../connector/connectorRoutes.ts';
import { freePort } from '../internet/freePort.ts';
import { startBotProcess } from '../startBotProcess.ts';
import { sandboxTeam } from '../startServices.ts';
import type { ApiVersion } from '../veeam/versions.ts';
import { personId } from '../world.ts';
import { buttonOf, cardLines } from './cardText.ts';
import { countsOn } from './countsOn.ts';
import { contentOf, type Stage, setStage } from './stage.ts';

const sentence = 'restore my mailbox to yesterday 3pm, I deleted the Contoso folder by accident';

/**
 * Plays one request from a sentence to item counts: the shipped bot as a process of its own, the simulated services, scripted people.
 * Says the conversation as it happens. Returns whether the counts on the requester's card are the backup server's own record.
 */
export async function runDemo(options: {
  readonly folder: string;
  readonly veeamVersion: ApiVersion;
  readonly provider: 'veeam' | 'graph';
  readonly say: (line: string) => void;
}): Promise<boolean> {
  const { folder, say } = options;
  const names = new Map<string, string>();
  const tell = (event: ConnectorEvent): void => {
    const to = [...names].find(([conversationId]) => event.conversationId.startsWith(conversationId))?.[1];
    if (to === undefined || event.activity === undefined) return;
    say(
      `\nRestore → ${to}${event.did === 'update' ? ' (the same card)' : ''}: ${String(event.activity.summary ?? event.activity.text ?? '')}`,
    );
    for (const line of cardLines(contentOf(event))) say(`    ${line}`);
  };
  const botPort = await freePort();
  const stage = await setStage({
    folder,
    botPort,
    onEvent: tell,
    zone: 'America/New_York',
    secondsPerItem: 0.02,
    veeamVersion: options.veeamVersion,
    provider: options.provider,
  });
  const environment = stage.services.environment({ port: botPort, dataFolder: join(folder, 'bot') });
  const bot = await startBotProcess({ environment, port: botPort, logFile: join(folder, 'bot.log') });
  try {
    const adele = stage.chatOf(personId.adele);
    const megan = stage.chatOf(personId.megan);
    for (const id of [personId.adele, personId.megan, personId.lee]) await stage.people.install(id);
    names.set(adele, 'Adele').set(megan, 'Megan').set(sandboxTeam.channel.id, 'the Restores channel');
    const offers = (verb: string) => (content: unknown) => buttonOf(content, verb) !== undefined;

    say(`Adele: ${sentence}`);
    await stage.people.say(personId.adele, sentence);
    const form = await stage.card(adele, offers('form.preview'));
    say('\nAdele presses "Find the backup".');
    await stage.press(personId.adele, form, 'form.preview');
    const preview = await stage.card(adele, offers('preview.submit'));
    say('\nAdele presses "Send for approval".');
    await stage.press(personId.adele, preview, 'preview.submit');
    const approval = await stage.card(megan, offers('approval.approve'));
    say('\nMegan presses "Approve".');
    await stage.press(personId.megan, approval, 'approval.approve');
    await stage.card(sandboxTeam.channel.id, () => true);
    const done = await stage.card(
      adele,
      (content) => countsOn(content) !== null && buttonOf(content, 'status.stop') === undefined,
    );

    // Edits still under way belong to the story; the verdict comes after it.
    await bot.stop();
    const onCard = countsOn(done.content);
    const [restore, ...more] =
      options.provider === 'graph' ? graphRestores(stage) : stage.services.veeam.record().restores;
    const recorded = restore?.counts;
    say(`\nCounts on the card:          ${JSON.stringify(onCard)}`);
    say(`The backup server's record:  ${JSON.stringify(recorded)} in ${more.length + 1} restore`);
    const same =
      onCard !== null &&
      recorded !== undefined &&
      more.length === 0 &&
      (['created', 'merged', 'skipped', 'failed'] as const).every((key) => onCard[key] === recorded[key]);
    say(same ? 'They are the same.' : 'THEY DIFFER.');
    return same;
  } finally {
    await bot.stop();
    await stage.stop();
  }
}

/** Microsoft 365 Backup tells how many items came back, not which of them were missing and which had changed. */
const graphRestores = ({ services }: Stage) =>
  services.graphBackup.record().restores.map(({ counts }) => ({
    counts: { created: (counts?.created ?? 0) + (counts?.changed ?? 0), merged: 0, skipped: 0, failed: 0 },
  }));
