import { folderPath, versionAt } from '../../world/history.ts';
import type { Item } from '../../world.ts';
import { type Shown, shownContainers, shownFolders, shownItems } from '../catalog/backup.ts';
import { type Call, param, type Reply } from '../http/call.ts';
import { vendorTime } from '../http/instants.ts';
import { link, pageOf } from '../http/paging.ts';
import { readQuery, text } from '../http/readers.ts';
import { notFound } from '../http/refusal.ts';
import { matchesWildcard } from '../http/wildcard.ts';
import { requireShown } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import type { Session } from '../state.ts';
import { asOf } from '../versions.ts';

const base = (session: Session, mailboxId: string): string =>
  `/RestoreSessions/${session.id}/organization/mailboxes/${mailboxId}`;

function presentMailbox(call: Call, session: Session, { container }: Shown): object {
  const path = base(session, container.id);
  return {
    id: container.id,
    name: container.name,
    email: container.email,
    isArchive: container.isArchive,
    isPublic: false,
    _links: {
      self: link(call, path),
      folders: link(call, `${path}/folders?parentId=root`),
      allfolders: link(call, `${path}/folders`),
      items: link(call, `${path}/items`),
    },
    _actions: { restoreToOriginalLocation: { uri: link(call, `${path}/restore`).href, method: 'POST' } },
  };
}

/** `GET …/organization/mailboxes`: no filter but pages, as the vendor has it. */
export function getMailboxes(call: Call): Reply {
  const session = openSessionOf(call, 'Vex');
  return pageOf(call, shownContainers(call.simulator, session), (shown) => presentMailbox(call, session, shown));
}

/** The mailbox a path names, as of the session's restore point. */
export function shownMailbox(call: Call, session: Session): Shown {
  return requireShown(shownContainers(call.simulator, session), param(call, 'mailboxId'), 'The mailbox');
}

/** `GET …/organization/mailboxes/{mailboxId}`. */
export function getMailbox(call: Call): Reply {
  const session = openSessionOf(call, 'Vex');
  return { status: 200, body: presentMailbox(call, session, shownMailbox(call, session)) };
}

type MailFolder = ReturnType<typeof shownFolders>[number];

function presentFolder(call: Call, session: Session, folder: MailFolder): object {
  const path = `${base(session, folder.containerId)}/folders/${encodeURIComponent(folder.id)}`;
  return asOf(call.profile, 'mailFolder', {
    id: folder.id,
    name: folder.name,
    type: folder.type,
    category: folder.category,
    description: folderPath(call.simulator.world, folder.id),
    mailboxId: folder.containerId,
    _links: { self: link(call, path) },
    _actions: { restoreToOriginalLocation: { uri: link(call, `${path}/restore`).href, method: 'POST' } },
  });
}

/** `GET …/mailboxes/{mailboxId}/folders?parentId&name`: `root` (v5: `null`) for the top, nothing for all. */
export function getMailFolders(call: Call): Reply {
  const session = openSessionOf(call, 'Vex');
  const shown = shownMailbox(call, session);
  const parentId = readQuery(call, 'parentId', text);
  const name = readQuery(call, 'name', text);
  const isTop = parentId?.toLowerCase() === 'root' || parentId?.toLowerCase() === 'null';
  const folders = shownFolders(call.simulator, session, shown)
    .filter((folder) => parentId === undefined || (isTop ? folder.parentId === null : folder.parentId === parentId))
    .filter((folder) => name === undefined || matchesWildcard(folder.name, name));
  return pageOf(call, folders, (folder) => presentFolder(call, session, folder));
}

/** A folder of a mailbox by its id; refused (404) when the session does not show it. */
export function shownMailFolder(call: Call, session: Session, shown: Shown): MailFolder {
  const wanted = param(call, 'folderId');
  const folder = shownFolders(call.simulator, session, shown).find((candidate) => candidate.id === wanted);
  if (!folder) throw notFound('The folder');
  return folder;
}

/** `GET …/mailboxes/{mailboxId}/folders/{folderId}`. */
export function getMailFolder(call: Call): Reply {
  const session = openSessionOf(call, 'Vex');
  const folder = shownMailFolder(call, session, shownMailbox(call, session));
  return { status: 200, body: presentFolder(call, session, folder) };
}

const itemClassOf = { message: 'IPM.Note', appointment: 'IPM.Appointment', contact: 'IPM.Contact' } as const;

/** A mail, appointment or contact as this version shows it. */
export function presentMailItem(call: Call, session: Session, shown: Shown, item: Item): object {
  const path = `${base(session, item.containerId)}/items/${encodeURIComponent(item.id)}`;
  const atUtc = vendorTime(versionAt(item, shown.asOfUtc)?.atUtc ?? shown.asOfUtc);
  const fields = {
    message: { subject: item.name, from: item.from, to: item.to, sent: atUtc, received: atUtc, importance: 'Normal' },
    appointment: { subject: item.name, organizer: item.from, attendees: item.to, startTime: atUtc, endTime: atUtc },
    contact: { fullName: item.name, displayAs: item.name, email: item.from },
  } as const;
  const kind = item.kind === 'appointment' || item.kind === 'contact' ? item.kind : 'message';
  return asOf(call.profile, 'mailItem', {
    id: item.id,
    itemClass: itemClassOf[kind],
    ...fields[kind],
    mailboxId: item.containerId,
    _links: { self: link(call, path) },
  });
}

/** `GET …/mailboxes/{mailboxId}/items`: of one folder (`folderId` in v6, `parentId` later), or all. */
export function getMailItems(call: Call): Reply {
  const session = openSessionOf(call, 'Vex');
  const shown = shownMailbox(call, session);
  const parentId = readQuery(call, call.profile.mailParentParameter, text);
  const items = shownItems(call.simulator, session, shown).filter(
    (item) => parentId === undefined || item.folderId === parentId,
  );
  return pageOf(call, items, (item) => presentMailItem(call, session, shown, item));
}

/** `GET …/mailboxes/{mailboxId}/items/{itemId}`. */
export function getMailItem(call: Call): Reply {
  const session = openSessionOf(call, 'Vex');
  const shown = shownMailbox(call, session);
  const item = shownItems(call.simulator, session, shown).find((candidate) => candidate.id === param(call, 'itemId'));
  if (!item) throw notFound('The item');
  return { status: 200, body: presentMailItem(call, session, shown, item) };
}
