import { describe, expect, it } from 'vitest';
import { realSettingsIn } from '../../src/config/sandbox.ts';
import { complete } from './complete.ts';

describe('the sandbox', () => {
  it('does not start beside real settings', () => {
    expect(realSettingsIn({ PATH: '/bin', BOT_APP_ID: ' ' })).toEqual([]);
    const [found] = realSettingsIn(complete);
    expect(found?.sentence).toContain('The sandbox does not start beside real settings: BOT_APP_ID, BOT_TENANT_ID');
    expect(found?.sentence).not.toContain('canary');
  });
});
