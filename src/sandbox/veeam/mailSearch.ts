import { isWithin, versionAt } from '../world/history.ts';
import type { Item } from '../world.ts';
import { type Shown, shownContainers, shownItems } from './backup.ts';
import type { Call, Reply } from './call.ts';
import { presentMailItem, shownMailbox, shownMailFolder } from './mailboxes.ts';
import { pageOf } from './paging.ts';
import { readBody, text } from './readers.ts';
import { parseSearch } from './searchQuery.ts';
import { openSessionOf } from './sessionAccess.ts';

/** `POST …/search` of a folder, a mailbox or all mailboxes, whatever the path names. */
export function postMailSearch(call: Call): Reply {
  const session = openSessionOf(call, 'Vex');
  const matches = parseSearch(readBody(call, { query: text }).query ?? '');
  const all = call.params.mailboxId === undefined;
  const mailboxes = all ? shownContainers(call.simulator, session) : [shownMailbox(call, session)];
  const [only] = mailboxes;
  const folder = call.params.folderId !== undefined && only ? shownMailFolder(call, session, only) : undefined;
  const found = mailboxes.flatMap((shown) =>
    shownItems(call.simulator, session, shown)
      .filter((item) => !folder || isWithin(call.simulator.world, item.folderId, folder.id))
      .filter((item) => matches(searchable(item, shown)))
      .map((item) => ({ shown, item })),
  );
  return pageOf(call, found, ({ shown, item }) => presentMailItem(call, session, shown, item));
}

function searchable(item: Item, shown: Shown) {
  const { name, from, to } = item;
  const dateUtc = versionAt(item, shown.asOfUtc)?.atUtc ?? shown.asOfUtc;
  return { text: `${name} ${from} ${to}`, subject: name, from, to, dateUtc };
}
