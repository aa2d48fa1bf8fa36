import { beforeEach, describe, expect, it } from 'vitest';
import type { DelegatedToken } from '../../src/identity/onBehalfOf.ts';
import { createPersonTokens } from '../../src/identity/personTokens.ts';
import { Fault } from '../../src/lib/fault.ts';
import type { PersonTokens } from '../../src/ports/personTokens.ts';
import { type FakeClock, fakeClock } from '../fakes/fakeClock.ts';
import { adele, isaiah } from '../fakes/requests.ts';

const hour = 3600;
let clock: FakeClock;
let tokens: PersonTokens;
/** What was asked of the sign-in service, and what it answers. */
let asked: string[];
let answer: (assertion: string) => Promise<Partial<DelegatedToken>>;

beforeEach(() => {
  clock = fakeClock();
  asked = [];
  answer = async () => ({});
  tokens = createPersonTokens({
    clock,
    scopes: { portal: async () => 'api://portal/access_as_user', graph: async () => 'graph/.default' },
    onBehalfOf: async (assertion, scope) => {
      asked.push(scope);
      return {
        token: `token ${asked.length}`,
        expiresAtMilliseconds: clock.now().getTime() + hour * 1000,
        personId: adele.id,
        tenantId: adele.tenantId,
        ...(await answer(assertion)),
      };
    },
  });
});

/** A token as Entra shapes it; its signature is for others to check. */
const tokenOf = (claims: Record<string, unknown> = {}): string =>
  `h.${Buffer.from(
    JSON.stringify({ oid: adele.id, tid: adele.tenantId, exp: clock.now().getTime() / 1000 + hour, ...claims }),
  ).toString('base64url')}.s`;

describe('tokens of people', () => {
  it('are got once for each connection and given out until shortly before they end', async () => {
    expect(await tokens.exchange(adele, 'portal', tokenOf())).toBe('accepted');
    expect(await tokens.get(adele.id, 'portal')).toBe('token 1');
    expect(await tokens.get(adele.id, 'graph')).toBe('token 2');
    expect(await tokens.get(adele.id, 'graph')).toBe('token 2');
    expect(asked).toEqual(['api://portal/access_as_user', 'graph/.default']);
    clock.advance(hour - 60);
    expect(tokens.has(adele.id, 'portal')).toBe(false);
    await expect(tokens.get(adele.id, 'portal')).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED', effect: 'none' });
  });

  it.each([
    ['of somebody else', { oid: isaiah.id }],
    ['of another tenant', { tid: '11111111-1111-4111-8111-111111111111' }],
    ['that names nobody', { oid: undefined }],
  ])('%s are refused without asking anybody', async (_what, claims) => {
    expect(await tokens.exchange(adele, 'portal', tokenOf(claims))).toBe('refused');
    expect(tokens.take(adele, 'portal', tokenOf(claims))).toBe('refused');
    expect(await tokens.exchange(adele, 'portal', 'no token')).toBe('refused');
    expect(asked).toEqual([]);
    expect(tokens.has(adele.id, 'portal')).toBe(false);
  });

  it('that claim to be hers and are not, by the word of the sign-in service, are not kept', async () => {
    answer = async () => ({ personId: isaiah.id });
    expect(await tokens.exchange(adele, 'portal', tokenOf())).toBe('again');
    expect(tokens.has(adele.id, 'portal')).toBe(false);
    expect(tokens.has(isaiah.id, 'portal')).toBe(false);
  });

  it('of another tenant, by the word of the sign-in service, are neither kept nor given out', async () => {
    const tenantId = '11111111-1111-4111-8111-111111111111';
    answer = async () => ({ tenantId });
    expect(await tokens.exchange(adele, 'portal', tokenOf())).toBe('again');
    expect(tokens.has(adele.id, 'portal')).toBe(false);
    answer = async () => ({});
    expect(await tokens.exchange(adele, 'portal', tokenOf())).toBe('accepted');
    answer = async () => ({ tenantId });
    await expect(tokens.get(adele.id, 'graph')).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  it('are given to nobody else', async () => {
    await tokens.exchange(adele, 'portal', tokenOf());
    expect(tokens.has(isaiah.id, 'portal')).toBe(false);
    await expect(tokens.get(isaiah.id, 'portal')).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  it('are not lost because an older one is refused while they come', async () => {
    await tokens.exchange(adele, 'portal', tokenOf());
    let refuse: (fault: Fault) => void = () => undefined;
    answer = () => new Promise((_resolve, reject) => (refuse = reject));
    const old = tokens.get(adele.id, 'graph');
    await Promise.resolve();
    answer = async () => ({});
    expect(await tokens.exchange(adele, 'portal', tokenOf({ nonce: 2 }))).toBe('accepted');
    refuse(new Fault('SIGN_IN_NEEDED'));
    await expect(old).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    expect(await tokens.get(adele.id, 'graph')).toMatch(/^token/);
  });

  it('cost one question however many clients send the same', async () => {
    const token = tokenOf();
    const results = await Promise.all([1, 2, 3].map(() => tokens.exchange(adele, 'portal', token)));
    expect(results).toEqual(['accepted', 'accepted', 'accepted']);
    expect(asked).toHaveLength(1);
  });

  it('tell a person who has to agree from a service that is down', async () => {
    answer = async () => Promise.reject(new Fault('SIGN_IN_NEEDED'));
    expect(await tokens.exchange(adele, 'portal', tokenOf())).toBe('again');
    answer = async () => Promise.reject(new Fault('SIGN_IN_UNREACHABLE'));
    expect(await tokens.exchange(adele, 'portal', tokenOf())).toBe('unavailable');
    expect(tokens.has(adele.id, 'portal')).toBe(false);
  });

  it('are for connections that exist only', async () => {
    expect(await tokens.exchange(adele, 'constructor', tokenOf())).toBe('refused');
    expect(tokens.take(adele, 'other', tokenOf())).toBe('refused');
  });
});
