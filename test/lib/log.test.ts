import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/lib/fault.ts';
import { createLog, type LogLevel, withFacts } from '../../src/lib/log.ts';
import { secret } from '../../src/lib/secret.ts';

function recordedLog(level: LogLevel = 'info') {
  const destination = new PassThrough();
  const log = createLog({ level, destination, clock: { now: () => new Date('2026-11-21T02:00:00Z') } });
  const lines = (): string => (destination.read() as Buffer | null)?.toString('utf8') ?? '';
  return { log, lines };
}

describe('log', () => {
  it('writes one event with its facts per line', () => {
    const { log, lines } = recordedLog();
    withFacts(log, { requestId: 'r1' }).info({ verb: 'approve', tookMilliseconds: 12 }, 'decision recorded');
    expect(JSON.parse(lines())).toEqual({
      level: 'info',
      time: '2026-11-21T02:00:00.000Z',
      requestId: 'r1',
      verb: 'approve',
      tookMilliseconds: 12,
      event: 'decision recorded',
    });
  });

  it('keeps quiet below its level', () => {
    const { log, lines } = recordedLog('warn');
    log.info({}, 'tick');
    expect(lines()).toBe('');
    log.warn({}, 'tock');
    expect(lines()).toContain('tock');
  });

  it('lets no secret and no person through', () => {
    const { log, lines } = recordedLog();
    log.error(
      {
        password: 'canary',
        headers: { Authorization: 'canary' },
        nested: [{ access_token: 'canary', clientSecret: secret('canary') }],
        reason: 'canary',
        text: 'canary',
        target: { id: 'kept-id', displayName: 'canary', address: 'canary' },
        note: 'for canary@contoso.com with Bearer canary and eyJhbGciOi.eyJjYW5hcnk.c2ln-canary',
        bytes: Buffer.from('canary'),
        error: new SyntaxError('Unexpected token in "canary"'),
        fault: new Fault('BACKUP_BROKEN', { cause: new Error('canary') }),
        channelId: '19:abc@thread.tacv2',
      },
      'attempt failed for canary@contoso.com',
    );
    const line = lines();
    expect(line).not.toContain('canary');
    expect(line).toContain('kept-id');
    expect(line).toContain('19:abc@thread.tacv2');
    expect(line).toContain('BACKUP_BROKEN');
  });

  it('says where an error came from', () => {
    const { log, lines } = recordedLog();
    log.error({ error: Object.assign(new TypeError('x is not a function'), { code: 'ERR_X' }) }, 'job failed');
    const { error } = JSON.parse(lines());
    expect(error).toMatchObject({ name: 'TypeError', code: 'ERR_X', message: 'x is not a function' });
    expect(error.at[0]).toContain('log.test.ts');
  });

  it('survives values that cannot be written as JSON', () => {
    const { log, lines } = recordedLog();
    const loop: Record<string, unknown> = { count: 10n };
    loop.self = loop;
    log.info({ loop, missing: undefined, ask: () => 'canary' }, 'odd');
    expect(JSON.parse(lines()).event).toBe('odd');
  });
});
