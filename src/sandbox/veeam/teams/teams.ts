import { createdUtcOf, isItemPresentAt, versionAt } from '../../world/history.ts';
import type { Folder, Item } from '../../world.ts';
import { type Shown, shownContainers, shownFolders, shownItems } from '../catalog/backup.ts';
import { shownVersions, versionNumber } from '../files/fileThings.ts';
import { type Call, param, type Reply } from '../http/call.ts';
import { vendorTime } from '../http/instants.ts';
import { link, pageOf } from '../http/paging.ts';
import { readQuery, text, whole } from '../http/readers.ts';
import { notFound } from '../http/refusal.ts';
import { matchesWildcard } from '../http/wildcard.ts';
import { requireShown } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import type { Session } from '../state.ts';
import { asOf } from '../versions.ts';

const pathOf = (session: Session, { container }: Shown): string =>
  `/RestoreSessions/${session.id}/organization/teams/${container.id}`;

function presentTeam(call: Call, session: Session, shown: Shown): object {
  const { id, name, email } = shown.container;
  return asOf(call.profile, 'team', {
    id,
    displayName: name,
    description: name,
    groupEmail: email,
    alias: email.split('@')[0] ?? '',
    privacy: 'Private',
    isArchived: false,
    settings: { allowExternalSenders: false, autoSubscribeNewMembers: true },
    _links: { self: link(call, pathOf(session, shown)) },
  });
}

/** The team a path names, as of the session's restore point. */
export function shownTeam(call: Call, session: Session): Shown {
  return requireShown(shownContainers(call.simulator, session), param(call, 'teamId'), 'The team');
}

/** `GET …/organization/teams?displayName`. */
export function getTeams(call: Call): Reply {
  const session = openSessionOf(call, 'Vet');
  const name = readQuery(call, 'displayName', text);
  const teams = shownContainers(call.simulator, session).filter(
    ({ container }) => name === undefined || matchesWildcard(container.name, name),
  );
  return pageOf(call, teams, (shown) => presentTeam(call, session, shown));
}

/** `GET …/organization/teams/{teamId}`. */
export function getTeam(call: Call): Reply {
  const session = openSessionOf(call, 'Vet');
  return { status: 200, body: presentTeam(call, session, shownTeam(call, session)) };
}

function presentChannel(call: Call, session: Session, shown: Shown, channel: Folder, isPreview: boolean): object {
  return asOf(call.profile, isPreview ? 'channelPreview' : 'channel', {
    id: channel.id,
    displayName: channel.name,
    teamId: shown.container.id,
    ...(isPreview && { type: 'Standard' }),
    _links: { self: link(call, `${pathOf(session, shown)}/channels/${encodeURIComponent(channel.id)}`) },
  });
}

/** `GET …/teams/{teamId}/channels?displayName`. */
export function getChannels(call: Call): Reply {
  const session = openSessionOf(call, 'Vet');
  const shown = shownTeam(call, session);
  const name = readQuery(call, 'displayName', text);
  const channels = shownFolders(call.simulator, session, shown).filter(
    (channel) => name === undefined || matchesWildcard(channel.name, name),
  );
  return pageOf(call, channels, (channel) => presentChannel(call, session, shown, channel, true));
}

/** A channel by its id; refused (404) when the session does not show it. */
export function requireChannel(call: Call, session: Session, shown: Shown, id: string): Folder {
  const found = shownFolders(call.simulator, session, shown).find((channel) => channel.id === id);
  if (!found) throw notFound('The channel');
  return found;
}

/** `GET …/channels/{channelId}`. */
export function getChannel(call: Call): Reply {
  const session = openSessionOf(call, 'Vet');
  const shown = shownTeam(call, session);
  const channel = requireChannel(call, session, shown, param(call, 'channelId'));
  return { status: 200, body: presentChannel(call, session, shown, channel, false) };
}

/** `GET …/channels/{channelId}/children`: posts, files and tabs (v7 on). */
export function getChannelChildren(call: Call): Reply {
  const session = openSessionOf(call, 'Vet');
  const shown = shownTeam(call, session);
  const channel = requireChannel(call, session, shown, param(call, 'channelId'));
  return pageOf(call, ['Posts', 'Files', 'Tabs'], (type) =>
    asOf(call.profile, 'node', {
      displayName: type,
      type,
      teamId: shown.container.id,
      channelId: channel.id,
      _links: { self: link(call, `${pathOf(session, shown)}/${type}`) },
    }),
  );
}

/** A file, post or tab as this version shows it. */
export function presentTeamItem(call: Call, session: Session, shown: Shown, item: Item, atUtc = shown.asOfUtc): object {
  const version = versionAt(item, atUtc);
  const changed = vendorTime(version?.atUtc ?? createdUtcOf(item));
  const place = { channelId: item.folderId, teamId: shown.container.id };
  const _links = { self: link(call, `${pathOf(session, shown)}/${item.kind}s/${item.id}`) };
  if (item.kind === 'file') {
    const number = versionNumber(item, version);
    return asOf(call.profile, 'teamFile', {
      id: item.id,
      name: item.name,
      sizeBytes: version?.sizeBytes ?? 0,
      version: number,
      uiVersion: `${number}.0`,
      modified: changed,
      modifiedBy: item.from,
      fileType: 'File',
      ...place,
      _links,
    });
  }
  if (item.kind === 'tab') {
    const contentUrl = `https://contoso.sharepoint.com/tabs/${item.id}`;
    return asOf(call.profile, 'tab', {
      id: item.id,
      displayName: item.name,
      contentUrl,
      type: 'Website',
      ...place,
      _links,
    });
  }
  return asOf(call.profile, 'post', {
    postId: item.number,
    changeKey: item.id,
    isImportant: false,
    author: item.from,
    subject: item.name,
    createdTime: vendorTime(createdUtcOf(item)),
    lastModifiedTime: changed,
    isDeleted: !isItemPresentAt(item, shown.asOfUtc),
    ...(item.parentNumber !== null && { parentId: item.parentNumber }),
    attachments: [],
    ...place,
    _links,
  });
}

export type TeamItemKind = 'file' | 'post' | 'tab';

/** Files, posts or tabs of a team, of one channel where the path or the query names one. */
export function teamItems(call: Call, session: Session, shown: Shown, kinds: readonly TeamItemKind[]): Item[] {
  const channelId = call.params.channelId ?? readQuery(call, 'channelId', text);
  if (channelId !== undefined) requireChannel(call, session, shown, channelId);
  const parent = kinds.includes('post') ? readQuery(call, 'parentId', whole) : undefined;
  return shownItems(call.simulator, session, shown).filter(
    (item) =>
      kinds.some((kind) => kind === item.kind) &&
      (channelId === undefined || item.folderId === channelId) &&
      (parent === undefined || item.parentNumber === parent),
  );
}

/** `GET …/files`, `…/posts` (of a team, `?channelId&parentId`) or `…/channels/{channelId}/tabs`. */
export const getTeamItems =
  (kind: TeamItemKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vet');
    const shown = shownTeam(call, session);
    return pageOf(call, teamItems(call, session, shown, [kind]), (item) => presentTeamItem(call, session, shown, item));
  };

/** The file or tab (by id) or post (by its number) a path names. */
export function teamItemOf(call: Call, session: Session, shown: Shown, kind: TeamItemKind): Item {
  const id = call.params.fileId ?? call.params.tabId;
  const found = teamItems(call, session, shown, [kind]).find((item) =>
    id === undefined ? String(item.number) === call.params.postId : item.id === id.toLowerCase(),
  );
  if (!found) throw notFound(`The ${kind}`);
  return found;
}

/** `GET …/{fileId}`, `…/{postId}?channelId=`, `…/{tabId}`. */
export const getTeamItem =
  (kind: TeamItemKind) =>
  (call: Call): Reply => {
    const session = openSessionOf(call, 'Vet');
    const shown = shownTeam(call, session);
    return { status: 200, body: presentTeamItem(call, session, shown, teamItemOf(call, session, shown, kind)) };
  };

/** `GET …/files/{fileId}/versions` (v7), `…/channels/{channelId}/files/{fileId}/versions` (v8). */
export function getTeamFileVersions(call: Call): Reply {
  const session = openSessionOf(call, 'Vet');
  const shown = shownTeam(call, session);
  const item = teamItemOf(call, session, shown, 'file');
  const versions = shownVersions(session, shown, item);
  return pageOf(call, versions, (version) => presentTeamItem(call, session, shown, item, version.atUtc));
}
