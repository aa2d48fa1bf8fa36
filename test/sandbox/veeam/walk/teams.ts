import { credentials, operatorSession, ownerCredentials, type Walk } from './walk.ts';

const flags = { restoreChangedItems: true, restoreMissingItems: true };
const teamFlags = { ...flags, restoreMembers: false, restoreSettings: false };
const fileFlags = { ...flags, fileVersion: 'Last' };
const tabFlags = { restoreChangedTabs: true, restoreMissingTabs: true };

/** Teams, every operation. */
export async function walkTeams(walk: Walk): Promise<void> {
  const { get, post, admin, version } = walk;
  const explore = { type: 'Vet', dateTime: '2026-11-18T10:00:00Z', showAllVersions: true };
  const organization = `/RestoreSessions/${await admin.explore(explore)}/organization`;
  const teams = `${organization}/teams`;
  const { results } = await get(`${teams}?displayName=*`);
  const base = `${teams}/${results[0].id}`;
  await get(base);
  const channels = (await get(`${base}/channels`)).results;
  const channel = `${base}/channels/${encodeURIComponent(channels[0].id)}`;
  await get(channel);
  if (version !== 'v6') await get(`${channel}/children`);
  const inChannel = `channelId=${encodeURIComponent(channels[0].id)}`;
  const [file] = (await get(`${base}/files?${inChannel}`)).results;
  const filePath = version === 'v8' ? `${channel}/files/${file.id}` : `${base}/files/${file.id}`;
  await get(filePath);
  if (version !== 'v6') await get(`${filePath}/versions`);
  const [post1] = (await get(`${base}/posts?${inChannel}`)).results;
  await get(`${base}/posts/${post1.postId}?${inChannel}`);
  const [tab] = (await get(`${channel}/tabs`)).results;
  await get(`${channel}/tabs/${tab.id}`);
  for (const type of ['Files', 'Posts', 'Tabs']) {
    for (const place of [`${organization}/searchTeams`, `${base}/search`, `${channel}/search`])
      await post(place, { query: '*', type });
  }
  for (const place of [`${base}/files`, `${base}/posts`, `${channel}/tabs`])
    await post(`${place}/search`, { query: '*' });

  await post(`${filePath}/restore`, { ...fileFlags, ...credentials });
  await post(`${base}/files/restore`, {
    ...fileFlags,
    files: [{ ...file, channelId: channels[0].id }].map(asVersion(version)),
    ...credentials,
  });
  await post(`${base}/posts/restore`, { channelId: channels[0].id, from: '2026-10-01T00:00:00Z', ...credentials });
  await post(`${channel}/tabs/${tab.id}/restore`, { ...tabFlags, ...credentials });
  await post(`${channel}/tabs/restore`, { ...tabFlags, tabs: [tab], ...credentials });
  if (version === 'v8') await post(`${base}/tabs/restore`, { ...tabFlags, ...credentials });
  await post(`${channel}/restore`, { ...flags, ...credentials });
  await post(`${base}/restore`, { ...teamFlags, ...ownerCredentials });
  await post(`${teams}/restore`, { teams: results, ...teamFlags, ...ownerCredentials });
  if (version !== 'v6') await walkOperator(walk);
}

/** v6 files do not name their channel. */
const asVersion =
  (version: string) =>
  ({ channelId, ...file }: Record<string, unknown>): Record<string, unknown> =>
    version === 'v6' ? file : { ...file, channelId };

async function walkOperator(walk: Walk): Promise<void> {
  const { asOperator } = walk;
  const teams = `/RestoreSessions/${await operatorSession(walk, 'Vet', 'teams')}/organization/teams`;
  const [team] = (await asOperator(teams)).results;
  const base = `${teams}/${team.id}`;
  const [{ id: channelId }] = (await asOperator(`${base}/channels`)).results;
  const channel = `${base}/channels/${encodeURIComponent(channelId)}`;
  const reason = 'RR-1/walk';
  await asOperator(`${channel}/tabs/operatorRestore`, { ...tabFlags, reason });
  await asOperator(`${base}/tabs/operatorRestore`, { ...tabFlags, reason });
  await asOperator(`${base}/files/operatorRestore`, { ...fileFlags, channelId, reason });
  await asOperator(`${base}/posts/operatorRestore`, { channelId, reason });
  await asOperator(`${channel}/operatorRestore`, { ...flags, reason });
  const impersonationAccountName = 'MeganB@contoso.onmicrosoft.com';
  await asOperator(`${teams}/operatorRestore`, { teams: [team], ...teamFlags, impersonationAccountName, reason });
}
