import { buttonOf } from '../../src/sandbox/demo/cardText.ts';
import type { Stage } from '../../src/sandbox/demo/stage.ts';

const about = (content: unknown, verb: string): unknown => buttonOf(content, verb)?.data.requestId;

/**
 * A person asks for their own mailbox and somebody approves it.
 * @param beforeApproval what happens between the two
 * @returns its number, such as `RR-12`
 */
export async function askedAndApproved(
  { people, chatOf, card, press }: Stage,
  requesterId: string,
  approverId: string,
  beforeApproval: () => void = () => undefined,
): Promise<string> {
  const chat = chatOf(requesterId);
  await people.say(requesterId, 'restore my mailbox to yesterday 3pm, I deleted a folder by accident');
  const form = await card(chat, (content) => about(content, 'form.preview') !== undefined);
  const requestId = about(form.content, 'form.preview');
  await press(requesterId, form, 'form.preview');
  const preview = await card(chat, (content) => about(content, 'preview.submit') === requestId);
  await press(requesterId, preview, 'preview.submit');
  const approval = await card(chatOf(approverId), (content) => about(content, 'approval.approve') === requestId);
  beforeApproval();
  await press(approverId, approval, 'approval.approve');
  return /RR-\d+/.exec(approval.summary)?.[0] ?? '';
}
