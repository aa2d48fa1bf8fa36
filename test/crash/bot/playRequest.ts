import en from '../../../cards/locales/en.json' with { type: 'json' };
import { finalStates } from '../../../src/domain/request.ts';
import { cardLines } from '../../../src/sandbox/demo/cardText.ts';
import type { SeenCard } from '../../../src/sandbox/demo/stage.ts';
import { personId } from '../../../src/sandbox/world.ts';
import { restoresOf } from './crashKind.ts';
import type { CrashStage } from './crashStage.ts';
import { aboutOf, chatNow, inChat } from './seen.ts';

/** What somebody asks for; nobody asks twice for the same. */
export type Ask = {
  readonly requesterId: string;
  readonly workload: 'exchange' | 'oneDrive';
  /** Whose data it is; the requester's own unless said. */
  readonly ownerIds?: readonly string[];
};

/** How an ask ended for the people, and what an admin had to settle on the way. */
export type Played = Ask & {
  /** `RR-12`. */
  readonly label: string;
  /** The word of the requester's card for the final state. */
  readonly endedAs: string;
  readonly settled: readonly Settled[];
};
export type Settled = {
  readonly by: 'startAgain' | 'adopt' | 'close';
  readonly restoresSoFar: number;
  readonly facts: string;
};

const sentences = {
  exchange: 'restore my mailbox to yesterday 3pm, I deleted a folder by accident',
  oneDrive: 'restore my OneDrive to yesterday 3pm, I deleted a folder by accident',
};
const finals = finalStates.map((state) => en[`state.${state}`]);
const attention = en['state.needsAttention'];
const tryAgain = en['refusal.authorityUnknown'];

/** Plays an ask from the sentence to the end with scripted people, who press again when the bot was not there. */
export async function playRequest(crash: CrashStage, ask: Ask): Promise<Played> {
  const { requesterId } = ask;
  const approverId = requesterId === personId.megan ? personId.lee : personId.megan;
  await crash.untilAnswered(() => crash.stage.people.install(requesterId));
  const { requestId, preview } = await untilPreviewed(crash, ask);
  await crash.press(requesterId, preview, 'preview.submit');
  const approval = await inChat(
    crash,
    approverId,
    (card) => aboutOf(card, 'approval.approve') === requestId,
    'the approval card',
  );
  const label = /RR-\d+/.exec(approval.summary)?.[0] ?? 'RR-?';
  await crash.press(approverId, approval, 'approval.approve');
  crash.note(`${label}: approved, ${ask.workload} of ${requesterId}, request ${requestId}`);
  return { ...ask, label, ...(await untilEnded(crash, ask, label, requestId)) };
}

/** Asks and looks the backup up; asks again when the bot says that it could not. */
async function untilPreviewed(crash: CrashStage, ask: Ask): Promise<{ requestId: string; preview: SeenCard }> {
  const { requesterId } = ask;
  const formOf = (card: SeenCard) => aboutOf(card, 'form.preview');
  for (;;) {
    const before = new Set(chatNow(crash, requesterId).map(({ activityId }) => activityId));
    await crash.untilAnswered(() => crash.stage.people.say(requesterId, sentences[ask.workload]));
    const form = await inChat(
      crash,
      requesterId,
      (card) => !before.has(card.activityId) && (formOf(card) !== undefined || card.summary.includes(tryAgain)),
      'the form',
    );
    if (formOf(form) === undefined) continue;
    const requestId = formOf(form) ?? '';
    const others = ask.ownerIds === undefined ? {} : { who: 'other', people: ask.ownerIds.join(',') };
    await crash.press(requesterId, form, 'form.preview', others);
    const preview = await inChat(
      crash,
      requesterId,
      (card) =>
        aboutOf(card, 'preview.submit') === requestId ||
        (aboutOf(card, 'preview.change') === requestId && isRefused(card)),
      'the preview',
    );
    if (!isRefused(preview)) return { requestId, preview };
    crash.note(`${ask.workload} of ${requesterId}: ${preview.summary}`);
  }
}
const isLooking = (card: SeenCard): boolean => cardLines(card.content).includes(en['preview.looking']);
/** A preview that offers neither to send nor says that it still looks. */
const isRefused = (card: SeenCard): boolean => aboutOf(card, 'preview.submit') === undefined && !isLooking(card);

/** Waits for the end, settling as an admin what the bot could not prove. */
async function untilEnded(crash: CrashStage, ask: Ask, label: string, requestId: string) {
  const settled: Settled[] = [];
  const says = (summary: string, states: readonly string[]): string | undefined =>
    states.find((state) => summary.startsWith(`${label}: ${state}.`));
  for (;;) {
    const seen = await inChat(
      crash,
      ask.requesterId,
      (card) => says(card.summary, [...finals, attention]) !== undefined,
      `the end of ${label}`,
    );
    const endedAs = says(seen.summary, finals);
    if (endedAs !== undefined) {
      crash.note(`${label}: ${endedAs}, ${restoresOf(crash, ask).length} restores`);
      return { endedAs, settled };
    }
    settled.push(await settleAsAdmin(crash, ask, requestId));
    crash.note(`${label}: settled ${JSON.stringify(settled.at(-1))}`);
    await inChat(
      crash,
      ask.requesterId,
      (card) => card.activityId === seen.activityId && says(card.summary, [attention]) === undefined,
      `the card of ${label} after it was settled`,
    );
  }
}

/** What an admin who looks at the backup server's own list does: takes the session that is ours, or starts again when there is none. */
async function settleAsAdmin(crash: CrashStage, ask: Ask, requestId: string): Promise<Settled> {
  const card = await inChat(
    crash,
    personId.nestor,
    (seen) => aboutOf(seen, 'attention.close') === requestId,
    'the card for the admin',
  );
  const restores = restoresOf(crash, ask);
  const facts =
    JSON.stringify(card.content).match(/severalSessions|unclearSession|noSession|[A-Z]{4,}_[A-Z_]+/)?.[0] ?? '';
  const ours = restores.at(-1)?.sessionId;
  const offered = ours !== undefined && JSON.stringify(card.content).includes(ours);
  if (offered) await crash.press(personId.nestor, card, 'attention.adopt', { sessionId: ours });
  else await crash.press(personId.nestor, card, restores.length === 0 ? 'attention.startAgain' : 'attention.close');
  return {
    by: offered ? 'adopt' : restores.length === 0 ? 'startAgain' : 'close',
    restoresSoFar: restores.length,
    facts,
  };
}
