import { operatorSession, type Walk } from './walk.ts';

const held = ['Mailboxes', 'Onedrives', 'Sites', 'Teams', 'Users'];
const organizationId = '9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11';

/** Sign-in, organizations, restore points, sessions. */
export async function walkService(walk: Walk): Promise<void> {
  const { get, post, asOperator, version, admin } = walk;
  const isPaged = version === 'v8';
  await get('/ServiceInstance');
  await admin.call('GET', '/RestorePortalSettings', undefined, { token: null });
  if (isPaged) await admin.call('GET', '/Health', undefined, { token: null });
  await get('/Organizations?extendedView=true');
  await get(`/Organizations/${organizationId}?extendedView=false`);
  await get('/Organization');
  await get(`/Organizations/${organizationId}/Users?displayName=Ad*&limit=5`);
  const points = await get(`/RestorePoints?organizationId=${organizationId}`);
  const pointPath = `/RestorePoints/${(points.results ?? points)[0].id}`;
  const contents = { v6: ['mailboxes', 'onedrives', 'webs', 'teams'], v7: held.map((kind) => `protected${kind}`) };
  for (const kind of contents[version as 'v6' | 'v7'] ?? []) await get(`${pointPath}/${kind}`);
  await get(pointPath);
  if (isPaged) for (const kind of ['Users', 'Sites', 'Teams']) await get(`/Protected${kind}?limit=100`);
  const id = (await post(`/Organizations/${organizationId}/explore`, { type: 'Vex', showDeleted: true })).id;
  const { jobs, repositories } = walk.sandbox.world;
  await post(`/Jobs/${jobs[0]?.id}/explore`, { type: 'Vex' });
  if (version !== 'v6') {
    await post(`/BackupRepositories/${repositories[1]?.id}/explore?organizationId=${organizationId}`, { type: 'Vex' });
  }
  await get('/RestoreSessions?limit=5&startTimeFrom=2026-11-20T00:00:00Z');
  await get(`/RestoreSessions/${id}`);
  await get(`/RestoreSessions/${id}/organization`);
  const events = await get(`/RestoreSessions/${id}/Events`);
  await get(`/RestoreSessions/${id}/Events/${events.results[0].id}`);
  await post(`/RestoreSessions/${id}/organization/restoreDeviceCode`, { targetRegion: 'Worldwide' });
  if (isPaged) await get(`/RestoreSessions/${id}/Statistics`);
  if (isPaged) await get('/Events?from=latest&limit=10&timeoutSeconds=1');
  await post(`/RestoreSessions/${id}/Stop`);

  await asOperator('/Organization/LoggedInUser');
  await asOperator('/Organization/LoggedInUser/OperatorInfo');
  if (version !== 'v6') await asOperator('/Organization/LoggedInUser/RestorePoints?isCopy=false');
  await operatorSession(walk, 'Vex', 'users');
}
