import { type Route, route } from './router.ts';
import {
  channelPosts,
  fileFlags,
  itemFlags,
  listedFiles,
  listedTabs,
  oneOfKind,
  postTeamRestore,
  tabFlags,
  teamFlags,
  wholeChannel,
  wholeTeams,
} from './teamRestores.ts';
import { postTeamItemSearch, postTeamSearch } from './teamSearch.ts';
import {
  getChannel,
  getChannelChildren,
  getChannels,
  getTeam,
  getTeamFileVersions,
  getTeamItem,
  getTeamItems,
  getTeams,
} from './teams.ts';

const organization = '/RestoreSessions/{restoreSessionId}/organization';
const teams = `${organization}/teams`;
const team = `${teams}/{teamId}`;
const channel = `${team}/channels/{channelId}`;
const explicit = { audience: 'notOperator', since: 'v6' } as const;
const operator = { audience: 'operator', since: 'v7' } as const;

const browsing: readonly Route[] = [
  route(`GET ${teams}`, getTeams),
  route(`GET ${team}`, getTeam),
  route(`GET ${team}/channels`, getChannels),
  route(`GET ${channel}`, getChannel),
  route(`GET ${channel}/children`, getChannelChildren, { since: 'v7' }),
  route(`GET ${team}/files`, getTeamItems('file')),
  route(`GET ${team}/files/{fileId}`, getTeamItem('file'), { until: 'v7' }),
  route(`GET ${team}/files/{fileId}/versions`, getTeamFileVersions, { since: 'v7', until: 'v7' }),
  route(`GET ${channel}/files/{fileId}`, getTeamItem('file'), { since: 'v8' }),
  route(`GET ${channel}/files/{fileId}/versions`, getTeamFileVersions, { since: 'v8' }),
  route(`GET ${team}/posts`, getTeamItems('post')),
  route(`GET ${team}/posts/{postId}`, getTeamItem('post')),
  route(`GET ${channel}/tabs`, getTeamItems('tab')),
  route(`GET ${channel}/tabs/{tabId}`, getTeamItem('tab')),
  route(`POST ${organization}/searchTeams`, postTeamSearch),
  route(`POST ${team}/search`, postTeamSearch),
  route(`POST ${channel}/search`, postTeamSearch),
  route(`POST ${team}/files/search`, postTeamItemSearch('file')),
  route(`POST ${team}/posts/search`, postTeamItemSearch('post')),
  route(`POST ${channel}/tabs/search`, postTeamItemSearch('tab')),
];

const restoring: readonly Route[] = [
  route(`POST ${teams}/restore`, postTeamRestore(wholeTeams, teamFlags), explicit),
  route(`POST ${team}/restore`, postTeamRestore(wholeTeams, teamFlags), explicit),
  route(`POST ${channel}/restore`, postTeamRestore(wholeChannel, itemFlags), explicit),
  route(`POST ${team}/files/restore`, postTeamRestore(listedFiles, fileFlags), explicit),
  route(`POST ${team}/files/{fileId}/restore`, postTeamRestore(oneOfKind('file'), fileFlags), {
    ...explicit,
    until: 'v7',
  }),
  route(`POST ${channel}/files/{fileId}/restore`, postTeamRestore(oneOfKind('file'), fileFlags), {
    ...explicit,
    since: 'v8',
  }),
  route(`POST ${team}/posts/restore`, postTeamRestore(channelPosts, []), explicit),
  route(`POST ${team}/tabs/restore`, postTeamRestore(listedTabs, tabFlags), { ...explicit, since: 'v8' }),
  route(`POST ${channel}/tabs/restore`, postTeamRestore(listedTabs, tabFlags), explicit),
  route(`POST ${channel}/tabs/{tabId}/restore`, postTeamRestore(oneOfKind('tab'), tabFlags), explicit),
];

const operatorFlags = [...teamFlags, 'impersonationAccountName'] as const;

const operatorRestoring: readonly Route[] = [
  route(`POST ${teams}/operatorRestore`, postTeamRestore(wholeTeams, operatorFlags, true), operator),
  route(`POST ${channel}/operatorRestore`, postTeamRestore(wholeChannel, itemFlags, true), operator),
  route(`POST ${team}/files/operatorRestore`, postTeamRestore(listedFiles, fileFlags, true), operator),
  route(`POST ${team}/posts/operatorRestore`, postTeamRestore(channelPosts, [], true), operator),
  route(`POST ${team}/tabs/operatorRestore`, postTeamRestore(listedTabs, tabFlags, true), operator),
  route(`POST ${channel}/tabs/operatorRestore`, postTeamRestore(listedTabs, tabFlags, true), operator),
];

/** Teams: browsing, searching, restoring. */
export const teamRoutes: readonly Route[] = [...browsing, ...restoring, ...operatorRestoring];
