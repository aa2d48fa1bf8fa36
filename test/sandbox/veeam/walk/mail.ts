import { personId } from '../../../../src/sandbox/world.ts';
import { ownerCredentials as credentials, operatorSession, type Walk } from './walk.ts';

const flags = { changedItems: true, deletedItems: true, markRestoredAsUnread: false };

/** Exchange, every operation. */
export async function walkMail(walk: Walk): Promise<void> {
  const { get, post, asOperator, admin, version } = walk;
  const session = `/RestoreSessions/${await admin.explore({ type: 'Vex', dateTime: '2026-11-19T15:00:00Z' })}/organization`;
  const { results } = await get(`${session}/mailboxes?limit=100`);
  const [mailbox] = results;
  const base = `${session}/mailboxes/${mailbox.id}`;
  await get(base);
  const folders = (await get(`${base}/folders?parentId=root`)).results;
  const folder = folders.find((one: { name: string }) => one.name === 'Contoso');
  await get(`${base}/folders/${folder.id}`);
  const parent = version === 'v6' ? 'folderId' : 'parentId';
  const items = (await get(`${base}/items?${parent}=${folder.id}`)).results;
  await get(`${base}/items?limit=10000`);
  const [item, second] = items;
  await get(`${base}/items/${item.id}`);
  const query = { query: 'subject: Contoso* AND NOT from: nobody' };
  for (const place of [
    `${session}/searchExchange`,
    `${session}/mailboxes/search`,
    `${base}/search`,
    `${base}/folders/${folder.id}/search`,
  ]) {
    await post(`${place}?limit=10`, query);
  }

  const chosen = { items: [{ id: item.id }, { id: second.id }] };
  const to = { ...flags, mailbox: 'meganb@contoso.onmicrosoft.com', folder: 'From Adele', ...credentials };
  await post(`${base}/items/${item.id}/restore`, credentials);
  await post(`${base}/items/${item.id}/restoreTo`, to);
  await post(`${base}/items/restore`, { ...chosen, ...credentials });
  await post(`${base}/items/restoreTo`, { ...chosen, ...to });
  await post(`${base}/folders/${folder.id}/restore`, credentials);
  await post(`${base}/folders/${folder.id}/restoreTo`, to);
  await post(`${base}/restore`, credentials);
  await post(`${base}/restoreTo`, { ...to, excludeDrafts: true });
  const bulk = {
    mailboxes: results.slice(0, 3),
    ...flags,
    skipUnresolved: true,
    recentItemRestorePeriod: 7,
    ...credentials,
  };
  await post(`${session}/mailboxes/restore`, bulk);

  const own = `/RestoreSessions/${await operatorSession(walk, 'Vex', 'users', personId.megan)}/organization/mailboxes`;
  const [megans] = (await asOperator(own)).results;
  const [first] = (await asOperator(`${own}/${megans.id}/items?limit=5`)).results;
  const body = { ...flags, items: [{ id: first.id }], reason: 'RR-1/walk', folder: 'Found again' };
  await asOperator(`${own}/${megans.id}/items/operatorRestore`, body);
}
