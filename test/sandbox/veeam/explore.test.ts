import { afterEach, describe, expect, it } from 'vitest';
import { certificate, type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  expect(sandbox.client.violations).toEqual([]);
  await sandbox.server.close();
});

const beforeFirst = '2026-01-01T00:00:00Z';

async function firstMailbox(session: string) {
  return (await sandbox.client.call('GET', `/RestoreSessions/${session}/organization/mailboxes?limit=1`)).body
    .results[0];
}

const restorePath = (session: string) => `/RestoreSessions/${session}/organization/mailboxes/restore`;

describe('explore', () => {
  it('is empty before the first backup and shows the latest point after the last', async () => {
    sandbox = await startSandbox();
    const { client } = sandbox;
    const mailboxes = async (session: string) =>
      (await client.call('GET', `/RestoreSessions/${session}/organization/mailboxes?limit=10000`)).body.results;
    expect(await mailboxes(await client.explore({ type: 'Vex', dateTime: beforeFirst }))).toEqual([]);
    const latest = await mailboxes(await client.explore({ type: 'Vex', dateTime: '2030-01-01T00:00:00Z' }));
    expect(latest).toEqual(
      expect.arrayContaining([expect.objectContaining({ email: 'isaiahl@contoso.onmicrosoft.com' })]),
    );
    expect(latest.some((one: { email: string }) => one.email.startsWith('diegos'))).toBe(false);
  });

  it('uses a point exactly at its own time, and the one before a tick earlier', async () => {
    sandbox = await startSandbox();
    const { client } = sandbox;
    const points = (await client.call('GET', '/RestorePoints?to=2026-11-19T17:00:00Z&limit=1&isCopy=false')).body
      .results;
    const raw: string = points[0].backupTime;
    const contoso = async (dateTime: string) => {
      const session = await client.explore({ type: 'Vex', dateTime });
      const { id } = await firstMailbox(session);
      await client.call('POST', restorePath(session), {
        mailboxes: [{ id }],
        changedItems: false,
        deletedItems: true,
        ...certificate,
      });
      return sandbox.server.record().restores.at(-1)?.targets[0]?.pointTimeUtc.slice(0, 13);
    };
    expect(await contoso(raw)).toBe('2026-11-19T16');
    // Cut to milliseconds the asked time lies before the point: what a client loses by parsing times as its own dates.
    expect(await contoso(`${raw.slice(0, 23)}Z`)).toBe('2026-11-19T12');
  });

  it('shows what was deleted before only with showDeleted', async () => {
    sandbox = await startSandbox();
    const { client } = sandbox;
    const folders = async (showDeleted: boolean) => {
      const session = await client.explore({ type: 'Vex', dateTime: '2026-11-20T12:30:00Z', showDeleted });
      const { id } = await firstMailbox(session);
      const page = await client.call(
        'GET',
        `/RestoreSessions/${session}/organization/mailboxes/${id}/folders?parentId=root&name=con*`,
      );
      return page.body.results.map((folder: { name: string }) => folder.name);
    };
    expect(await folders(false)).toEqual(['Contacts']);
    expect(await folders(true)).toEqual(['Contacts', 'Contoso']);
  });

  it('refuses unknown organizations, missing types and bad dates', async () => {
    sandbox = await startSandbox();
    const { client } = sandbox;
    const path = '/Organizations/9e1a7d54-3b0c-4f52-8b7e-0d6a4c2f9b11/explore';
    expect((await client.call('POST', path.replace('9e1a', '0000'), { type: 'Vex' })).status).toBe(404);
    expect((await client.call('POST', path, {})).status).toBe(400);
    const bad = await client.call('POST', path, { type: 'Vex', dateTime: 'yesterday' });
    expect(bad).toMatchObject({ status: 400, body: { errorCode: 'ParameterValidationFailure' } });
    sandbox.server.switches.explorersMissing = true;
    const failed = await client.call('POST', path, { type: 'Vex' });
    expect(failed).toMatchObject({ status: 500, body: { message: 'Restore session cannot be created.' } });
  });
});
