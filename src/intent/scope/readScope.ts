import { has } from '../clauses.ts';
import type { Name } from '../personNames.ts';
import type { Reading } from '../reading.ts';
import { readDestinationOwner } from './destination.ts';
import type { ScopeFound } from './draft.ts';
import { isPersonal, newDraft } from './draft.ts';
import { readMine } from './mine.ts';
import { readOwners } from './owners.ts';
import { maskQuotes, readSender } from './senders.ts';
import { readSharedMailboxes } from './sharedMailboxes.ts';
import { readThings } from './things.ts';

export type ScopeReading = {
  readonly found: readonly ScopeFound[];
  /** The lexeme that says "everyone", or -1: the tenant is never expanded. */
  readonly tenantWide: number;
  readonly sender: Name | undefined;
  readonly destinationOwner: Name | undefined;
  readonly channel: Name | undefined;
};

/** Reads whose and which data is meant. Names stay as written; who or what they are is the directory's business. */
export function readScope(reading: Reading): ScopeReading {
  const { lexemes } = reading;
  const draft = newDraft(reading);
  const { found, used } = draft;
  maskQuotes(draft);
  const sender = readSender(draft);
  const destinationOwner = readDestinationOwner(draft);
  readSharedMailboxes(draft);
  const channel = readThings(draft);
  readOwners(draft);
  const me = readMine(reading, used, found);
  if (me !== undefined) found.unshift({ entity: { kind: 'me', value: 'me' }, from: me, to: me + 1 });
  const tenantWide = lexemes.findIndex(
    (lexeme, i) =>
      has(lexeme, 'everyone') &&
      !used.has(i) &&
      (isPersonal(reading, i + 1) ||
        isPersonal(reading, i + 2) ||
        has(lexeme, 'everyoneThing') ||
        isPersonal(reading, i - 2) ||
        isPersonal(reading, i) ||
        has(lexemes[i], 'siteNoun') ||
        isPersonal(reading, i - 1)),
  );
  const distinct = found.filter(
    (item, i) =>
      found.findIndex(
        (other) =>
          other.entity.kind === item.entity.kind &&
          (other.entity.id ?? other.entity.value.toLowerCase()) === (item.entity.id ?? item.entity.value.toLowerCase()),
      ) === i,
  );
  return { found: distinct, tenantWide, sender, destinationOwner, channel };
}
