import type { Person } from '../domain/terms.ts';
import type { CardModel } from '../ports/cards.ts';
import type { AdminNote } from '../ports/jobs.ts';
import { adminNotices } from './adminNotices.ts';
import type { FlowDeps } from './deps.ts';

/** What admins write to the bot in their 1:1 chat, in exactly these words; they are commands of the machine and not translated. */
const commands: Readonly<Record<string, 'paused' | 'resumed'>> = { pause: 'paused', resume: 'resumed' };

/** The admin command a text is, or null. */
export const adminCommandIn = (text: string): 'paused' | 'resumed' | null =>
  commands[text.trim().toLowerCase()] ?? null;

/**
 * Pauses or resumes the bot on the word of an admin: while it is paused no restore begins, and what runs goes on. Audited, and every
 * admin is told. Repeated, it changes nothing. The caller has checked that the person is an admin.
 */
export async function setPaused(
  deps: Pick<FlowDeps, 'store' | 'policy' | 'clock' | 'log'>,
  admin: Person,
  about: 'paused' | 'resumed',
): Promise<CardModel> {
  const atUtc = deps.clock.now().toISOString();
  const note: AdminNote = { about, by: admin, atUtc };
  await deps.store.transaction(async (unit) => {
    const stored = await unit.settings.get('paused');
    const isPaused = stored === true;
    if (isPaused === (about === 'paused')) return;
    // Of two who say it at once, one does it.
    if (!(await unit.settings.replace('paused', stored, about === 'paused'))) return;
    await unit.audit.append({
      atUtc,
      action: about,
      requestId: null,
      label: null,
      revision: null,
      actorId: admin.id,
      policyVersion: deps.policy.version,
      facts: {},
    });
    for (const job of adminNotices(deps, note)) await unit.enqueue(job);
    deps.log.warn({ actorId: admin.id }, about === 'paused' ? 'paused: no restore begins' : 'resumed');
  });
  return { card: 'adminNote', note };
}
