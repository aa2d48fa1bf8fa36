import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile } from '../../src/store/embedded/openEmbedded.ts';
import { openDatabase } from '../../src/store/embedded/sqliteDialect.ts';
import { openAuditTrail } from '../../src/store/openAuditTrail.ts';
import { openStore } from '../../src/store/openStore.ts';
import { fakeClock } from '../fakes/fakeClock.ts';
import { startKillable } from '../support/killable.ts';
import { testQueues } from './contract/home.ts';

describe('the data folder', () => {
  let dataFolder: string;
  const open = () => openStore({ dataFolder, clock: fakeClock(), queues: testQueues() });

  beforeEach(() => {
    dataFolder = join(mkdtempSync(join(tmpdir(), 'folder-')), 'new');
  });
  afterEach(() => rmSync(join(dataFolder, '..'), { recursive: true, force: true }));

  it('is created for the owner alone', async () => {
    const { store } = await open();
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(dataFolder)) expect(statSync(join(dataFolder, file)).mode & 0o077).toBe(0);
    await store.close();
  });

  it('is refused to a second process and to a second store, until the first has closed or died', async () => {
    const holder = startKillable('test/support/storeChild.ts', [JSON.stringify({ dataFolder }), 'r1']);
    await holder.says(/held/);
    await expect(open()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    await holder.kill();
    const { store } = await open();
    await expect(open()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    const second = startKillable('test/support/storeChild.ts', [JSON.stringify({ dataFolder }), '']);
    await expect(second.says(/held/)).rejects.toThrow('DATA_FOLDER_IN_USE');
    await store.close();
    await (await open()).store.close();
  });

  it('says when it cannot be used', async () => {
    writeFileSync(join(dataFolder, '..', 'file'), '');
    const inFile = openStore({ dataFolder: join(dataFolder, '..', 'file'), clock: fakeClock(), queues: testQueues() });
    await expect(inFile).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
    await expect(openAuditTrail({ dataFolder })).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  });

  it('keeps every commit on disk before it is acknowledged', async () => {
    const { store } = await open();
    await store.close();
    // What the store opens its database with.
    const database = openDatabase(databaseFile(dataFolder));
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    database.close();
  });

  it('refuses a database of a newer version and leaves it alone', async () => {
    const { store } = await open();
    await store.close();
    const database = new DatabaseSync(databaseFile(dataFolder));
    database.exec(`insert into kysely_migration (name, timestamp) values ('9999', '2030-01-01T00:00:00.000Z')`);
    database.close();
    await expect(open()).rejects.toMatchObject({ code: 'STORE_NEWER' });
    await expect(open()).rejects.toMatchObject({ code: 'STORE_NEWER' });
  });
});
