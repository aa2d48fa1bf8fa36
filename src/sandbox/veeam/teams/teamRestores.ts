import { createdUtcOf } from '../../world/history.ts';
import type { Item } from '../../world.ts';
import { type Shown, shownContainers, shownItems } from '../catalog/backup.ts';
import { teamStatistics } from '../files/fileStatistics.ts';
import type { Call, Reply } from '../http/call.ts';
import { ticksOf, type VendorInstant } from '../http/instants.ts';
import { anyObject, flag, instant, listOf, oneOf, readBody, text, withId } from '../http/readers.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { credentialShape, impersonation, readCredential } from '../restores/credentials.ts';
import { type RestorePart, requireShown, startRestore } from '../restores/restoring.ts';
import { openSessionOf } from '../sessions/sessionAccess.ts';
import type { Session } from '../state.ts';
import { requireChannel, shownTeam, type TeamItemKind, teamItemOf, teamItems } from './teams.ts';

const shape = {
  ...credentialShape,
  ...impersonation,
  restoreChangedItems: flag,
  restoreMissingItems: flag,
  restoreMembers: flag,
  restoreSettings: flag,
  restoreChangedTabs: flag,
  restoreMissingTabs: flag,
  fileVersion: oneOf('All', 'Last'),
  teams: listOf(withId),
  channelId: text,
  files: listOf(withId),
  tabs: listOf(withId),
  posts: listOf(anyObject),
  from: instant,
  to: instant,
  reason: text,
};

type Body = ReturnType<typeof readBody<typeof shape>>;
type Choose = (call: Call, session: Session, body: Body) => RestorePart[];

/** `…/teams/restore` and `…/teams/{teamId}/restore`: whole teams. */
export const wholeTeams: Choose = (call, session, body) => {
  const all = shownContainers(call.simulator, session);
  const chosen =
    call.params.teamId === undefined
      ? (body.teams ?? []).map(({ id }) => requireShown(all, id, 'The team'))
      : [shownTeam(call, session)];
  if (chosen.length === 0) throw invalid('At least one team is required.');
  return chosen.map((shown) => ({ shown, items: shownItems(call.simulator, session, shown) }));
};

/** `…/channels/{channelId}/restore`: all of a channel. */
export const wholeChannel: Choose = (call, session) => {
  const shown = shownTeam(call, session);
  return [{ shown, items: teamItems(call, session, shown, ['file', 'post', 'tab']) }];
};

/** The one file or tab a path names. */
export const oneOfKind =
  (kind: TeamItemKind): Choose =>
  (call, session) => {
    const shown = shownTeam(call, session);
    return [{ shown, items: [teamItemOf(call, session, shown, kind)] }];
  };

function inChannel(call: Call, session: Session, shown: Shown, body: Body, kind: TeamItemKind): Item[] {
  const channelId = call.params.channelId ?? body.channelId;
  if (channelId !== undefined) requireChannel(call, session, shown, channelId);
  const all = teamItems(call, session, shown, [kind]);
  return all.filter((item) => channelId === undefined || item.folderId === channelId);
}

function pick(all: readonly Item[], ids: readonly { id: string }[]): Item[] {
  return ids.map(({ id }) => {
    const found = all.find((item) => item.id === id.toLowerCase());
    if (!found) throw notFound('The item');
    return found;
  });
}

/** `…/files/restore`: the listed files, or all of a channel. */
export const listedFiles: Choose = (call, session, body) => {
  const shown = shownTeam(call, session);
  if (body.files === undefined && body.channelId === undefined) throw invalid('Either channelId or files is required.');
  const all = inChannel(call, session, shown, body, 'file');
  return [{ shown, items: body.files ? pick(all, body.files) : all }];
};

/** `…/tabs/restore`: the listed tabs, or all. */
export const listedTabs: Choose = (call, session, body) => {
  const shown = shownTeam(call, session);
  const all = inChannel(call, session, shown, body, 'tab');
  return [{ shown, items: body.tabs ? pick(all, body.tabs) : all }];
};

const isBetween = (item: Item, from: VendorInstant | undefined, to: VendorInstant | undefined): boolean => {
  const at = ticksOf(createdUtcOf(item));
  return (from === undefined || at >= from.ticks) && (to === undefined || at <= to.ticks);
};

/** `…/posts/restore`: posts of a channel in a period; portal operators may list them. */
export const channelPosts: Choose = (call, session, body) => {
  const shown = shownTeam(call, session);
  if (body.channelId === undefined) throw invalid('channelId is required.');
  const numbers = body.posts?.map((post) => Number(post.postId));
  const items = inChannel(call, session, shown, body, 'post').filter(
    (item) => isBetween(item, body.from, body.to) && (numbers === undefined || numbers.includes(item.number)),
  );
  return [{ shown, items }];
};

/** Which flags a restore must say; posts have none. */
export type Wanted = readonly (keyof typeof shape)[];
export const teamFlags: Wanted = ['restoreChangedItems', 'restoreMissingItems', 'restoreMembers', 'restoreSettings'];
export const itemFlags: Wanted = ['restoreChangedItems', 'restoreMissingItems'];
export const fileFlags: Wanted = [...itemFlags, 'fileVersion'];
export const tabFlags: Wanted = ['restoreChangedTabs', 'restoreMissingTabs'];

/** A restore of Teams data, for administrators and organizations or for portal operators. */
export const postTeamRestore =
  (choose: Choose, wanted: Wanted, isOperator = false) =>
  (call: Call): Promise<Reply> => {
    const session = openSessionOf(call, 'Vet', 'restore');
    const body = readBody(call, shape);
    const missing = wanted.find((name) => body[name] === undefined);
    if (missing !== undefined) throw invalid(`${missing} is required.`);
    const credential = isOperator
      ? { form: 'operator' as const, error: null }
      : readCredential(call.simulator, session, body, choose === wholeTeams);
    return startRestore(call, {
      session,
      credential,
      options: {
        changedItems: body.restoreChangedItems ?? body.restoreChangedTabs ?? true,
        missingItems: body.restoreMissingItems ?? body.restoreMissingTabs ?? true,
      },
      parts: choose(call, session, body),
      reason: body.reason ?? '',
      isAsync: isOperator,
      statistics: teamStatistics,
    });
  };
