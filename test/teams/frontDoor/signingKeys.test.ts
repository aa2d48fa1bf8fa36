import { beforeEach, describe, expect, it } from 'vitest';
import { createBotFramework } from '../../../src/sandbox/signIn/botFramework.ts';
import { createSigningKeys, type SigningKeys } from '../../../src/teams/frontDoor/signingKeys.ts';
import { type FakeClock, fakeClock } from '../../fakes/fakeClock.ts';

const metadataUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const keysUrl = 'https://login.botframework.com/v1/.well-known/keys';
const minute = 60;
const hour = 60 * minute;

let clock: FakeClock;
let service: Awaited<ReturnType<typeof createBotFramework>>;
let keys: SigningKeys;
let fetched: number;
let down: boolean;
let faults: unknown[];

beforeEach(async () => {
  clock = fakeClock();
  service = await createBotFramework(clock);
  fetched = 0;
  down = false;
  faults = [];
  const fetchJson = async (url: string) => {
    if (down) throw new Error('no route');
    if (url === metadataUrl) return { jwks_uri: keysUrl };
    fetched += 1;
    return { keys: service.keys.published() };
  };
  keys = createSigningKeys({ metadataUrl, fetchJson, clock, onFault: (error) => faults.push(error) });
});

describe('createSigningKeys', () => {
  it('fetches once for many requests at once and keeps the keys', async () => {
    const { keyId } = service.keys.current();
    const found = await Promise.all([keys.find(keyId), keys.find(keyId), keys.find(keyId)]);
    expect(found.map((key) => key?.endorsements)).toEqual(Array(3).fill(['msteams', 'skypeids']));
    await keys.find(keyId);
    expect(fetched).toBe(1);
  });

  it('looks made-up key ids up at most once in 30 seconds', async () => {
    await keys.find(service.keys.current().keyId);
    for (let count = 0; count < 50; count += 1) expect(await keys.find(`made-up-${count}`)).toBeUndefined();
    expect(fetched).toBe(1);
    clock.advance(31);
    for (let count = 0; count < 50; count += 1) await keys.find(`made-up-${count}`);
    expect(fetched).toBe(2);
  });

  it('honours a rotated key and drops the old one', async () => {
    const old = service.keys.current().keyId;
    await keys.find(old);
    const fresh = (await service.keys.rotate()).keyId;
    clock.advance(31);
    expect(await keys.find(fresh)).toBeDefined();
    expect(await keys.find(old)).toBeUndefined();
  });

  it('drops a withdrawn key within the hour even if nobody shows a new one', async () => {
    const old = service.keys.current().keyId;
    await keys.find(old);
    await service.keys.rotate();
    clock.advance(59 * minute);
    expect(await keys.find(old)).toBeDefined();
    clock.advance(2 * minute);
    expect(await keys.find(old)).toBeUndefined();
  });

  it('goes on with known keys while the key service is down, for a day', async () => {
    const { keyId } = service.keys.current();
    await keys.find(keyId);
    down = true;
    clock.advance(23 * hour);
    expect(await keys.find(keyId)).toBeDefined();
    expect(faults).toHaveLength(1);
    clock.advance(2 * hour);
    await expect(keys.find(keyId)).rejects.toMatchObject({ code: 'front-door.keys-unavailable' });
    down = false;
    clock.advance(31);
    expect(await keys.find(keyId)).toBeDefined();
  });

  it('says that it cannot verify when the keys were never had', async () => {
    down = true;
    await expect(keys.find('any')).rejects.toThrow('outgoing HTTPS');
  });
});
