import { describe, expect, it } from 'vitest';
import { readStoreSettings } from '../../src/config/readStoreSettings.ts';

const databaseUrl = 'postgres://bot:word@db.contoso.com/bot';

describe('where the data is', () => {
  it('needs no other setting of the bot', () => {
    expect(readStoreSettings({})).toEqual({ dataFolder: 'data' });
    expect(readStoreSettings({ DATA_FOLDER: '/var/lib/bot' })).toEqual({ dataFolder: '/var/lib/bot' });
  });

  it('is the PostgreSQL database where one is named, whose address is a secret', () => {
    const settings = readStoreSettings({ DATA_FOLDER: 'data', DATABASE_URL: databaseUrl });
    if (!('databaseUrl' in settings)) throw new Error('no database');
    expect(settings.databaseUrl.reveal()).toBe(databaseUrl);
    expect(JSON.stringify(settings)).toBe('{"databaseUrl":"[secret]"}');
  });

  it('says what is wrong, without the password', () => {
    const problems = readStoreSettings({ DATABASE_URL: 'mysql://bot:word@db/bot', DATA_FODLER: 'x' });
    expect(JSON.stringify(problems)).not.toContain('word');
    expect(problems).toMatchObject([{ setting: 'DATABASE_URL' }, { setting: 'DATA_FODLER' }]);
  });
});
