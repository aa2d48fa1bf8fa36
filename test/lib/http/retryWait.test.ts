import { describe, expect, it } from 'vitest';
import { parseRetryAfter, retryWait } from '../../../src/lib/http/retryWait.ts';
import { transportFailure } from '../../../src/lib/http/transportFailure.ts';

const policy = { retries: 3, firstWaitSeconds: 1, longestWaitSeconds: 3 };
const read = { repeatable: true, status: 503, opened: true, untrusted: false, retryAfterSeconds: null };

describe('retryWait', () => {
  it('grows, is jittered between half and all, is capped, and ends', () => {
    const waits = [1, 2, 3, 4].map((number) => retryWait({ ...read, number }, policy, () => 0));
    expect(waits).toEqual([0.5, 1, 1.5, null]);
    expect(retryWait({ ...read, number: 2 }, policy, () => 1)).toBe(2);
  });
});

describe('parseRetryAfter', () => {
  const now = new Date('2026-11-19T20:00:00Z');
  it('reads seconds and dates and ignores the rest', () => {
    expect(parseRetryAfter('7', now)).toBe(7);
    expect(parseRetryAfter('Thu, 19 Nov 2026 20:00:30 GMT', now)).toBe(30);
    expect(parseRetryAfter('Thu, 19 Nov 2026 19:00:00 GMT', now)).toBe(0);
    expect(parseRetryAfter('soon', now)).toBeNull();
    expect(parseRetryAfter(null, now)).toBeNull();
  });
});

describe('transportFailure', () => {
  it('tells a connection that never opened from one that broke', () => {
    const failure = (fields: object) => transportFailure(Object.assign(new Error('x'), fields));
    expect(failure({ code: 'ETIMEDOUT', syscall: 'connect' }).opened).toBe(false);
    expect(failure({ code: 'ETIMEDOUT', syscall: 'read' }).opened).toBe(true);
    expect(failure({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }).opened).toBe(false);
    expect(failure({ code: 'UND_ERR_CONNECT_TIMEOUT' }).opened).toBe(false);
    expect(failure({ code: 'ECONNRESET' }).opened).toBe(true);
    expect(failure({}).opened).toBe(true);
    expect(failure({ code: 'CERT_HAS_EXPIRED' })).toEqual({ code: 'CERT_HAS_EXPIRED', opened: false, untrusted: true });
  });
});
