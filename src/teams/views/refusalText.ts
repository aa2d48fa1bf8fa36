import type { Refusal } from '../../domain/refusals.ts';
import type { Audience } from '../../ports/messenger.ts';
import { limits } from './blocks.ts';
import { escapeMarkdown, oneLine } from './escape.ts';
import { type Reader, readerOf } from './reader.ts';

/** A refusal's sentence. `show` makes others' words fit for where it is shown: a TextRun wants them as they are. */
export function refusalText(reader: Reader, refusal: Refusal, show = (words: string): string => words): string {
  switch (refusal.code) {
    case 'personNotFound':
    case 'whichOne':
      return reader.text(`refusal.${refusal.code}`, { asked: show(oneLine(refusal.asked, limits.address)) });
    case 'reasonTooShort':
      return reader.plural('refusal.reasonTooShort', refusal.minimumCharacters);
    case 'reasonTooLong':
      return reader.plural('refusal.reasonTooLong', refusal.maximumCharacters);
    case 'ticketMissing':
      return reader.text('refusal.ticketMissing', { example: show(oneLine(refusal.example, limits.name)) });
    case 'tooManyTargets':
      return reader.plural('refusal.tooManyTargets', refusal.maximumTargets);
    case 'tooManyItems':
      return reader.plural('refusal.tooManyItems', refusal.maximumItems);
    case 'tooManyRequests':
      return reader.plural('refusal.tooManyRequests', refusal.perDay);
    case 'duplicateRequest':
      return reader.text('refusal.duplicateRequest', { label: refusal.label });
    case 'notProtected':
    case 'notProtectedMailbox':
    case 'backupsRemoved':
    case 'notInScope':
    case 'severalBackups':
      return reader.text(`refusal.${refusal.code}`, { name: show(oneLine(refusal.name, limits.name)) });
    case 'beforeFirstBackup':
      return reader.text('refusal.beforeFirstBackup', { time: reader.longInstant(refusal.firstBackupUtc) });
    default:
      return reader.text(`refusal.${refusal.code}`);
  }
}

/** A refusal as a message (not a card) to one person; others' words in it are escaped, because messages are read as Markdown. */
export const sayRefusal = (refusal: Refusal, audience: Audience): string =>
  refusalText(readerOf(audience), refusal, escapeMarkdown);
