import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraphDirectory, type GraphDirectory } from '../../src/identity/graphDirectory.ts';
import { type GraphUser, httpTo, type LocalGraph, startLocalGraph, tokenFor } from './localGraph.ts';

const tenantId = '8c7a1d1e-2b3c-4d5e-8f90-a1b2c3d4e5f6';
const group = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const user = (number: number, changes: Partial<GraphUser>): GraphUser => ({
  id: `87d349ed-44d7-43e1-9a83-${String(number).padStart(12, '0')}`,
  displayName: 'Adele Vance',
  userPrincipalName: 'AdeleV@contoso.onmicrosoft.com',
  mail: 'adele@contoso.com',
  accountEnabled: true,
  userType: 'Member',
  ...changes,
});
const adele = user(1, { groups: [group(3), group(25), group(99)] });
const oneill = user(2, { displayName: "Tara O'Neill", userPrincipalName: "tara.o'neill@contoso.com", mail: null });
const leaver = user(3, {
  displayName: 'Lee Gone',
  userPrincipalName: 'lee@contoso.com',
  mail: null,
  accountEnabled: false,
});
const guest = user(4, {
  displayName: 'Adele Guest',
  userPrincipalName: 'adele_fabrikam.com#EXT#@contoso.onmicrosoft.com',
  mail: 'adele@fabrikam.com',
  userType: 'Guest',
});

let graph: LocalGraph;
let directory: GraphDirectory;
let now = 0;
beforeEach(async () => {
  now = Date.parse('2026-11-21T02:00:00Z');
  graph = await startLocalGraph([adele, oneill, leaver, guest]);
  directory = directoryWith({});
});
afterEach(() => graph.stop());

const directoryWith = (changes: Partial<Parameters<typeof createGraphDirectory>[0]>): GraphDirectory =>
  createGraphDirectory({
    http: httpTo(graph.origin),
    tokens: tokenFor,
    clock: { now: () => new Date(now) },
    tenantId,
    graphOrigin: graph.origin,
    ...changes,
  });

describe('people', () => {
  it('finds a person by id, and nobody by another one', async () => {
    const found = { id: adele.id, tenantId, name: 'Adele Vance', address: 'adele@contoso.com' };
    expect(await directory.byId(adele.id)).toEqual(found);
    expect(await directory.byId(group(1))).toBeNull();
  });

  it('never asks for a person by anything but an id', async () => {
    for (const id of ['adele@contoso.com', '', '../groups', `${adele.id}/manager`]) {
      expect(await directory.byId(id)).toBeNull();
    }
    expect(graph.record).toEqual([]);
  });

  it('finds people by either address, leavers included, guests not', async () => {
    const idsOf = async (address: string) => (await directory.byAddress(address)).map(({ id }) => id);
    expect(await idsOf('ADELE@contoso.com')).toEqual([adele.id]);
    expect(await idsOf(' AdeleV@contoso.onmicrosoft.com ')).toEqual([adele.id]);
    expect(await idsOf('lee@contoso.com')).toEqual([leaver.id]);
    expect(await idsOf('adele@fabrikam.com')).toEqual([]);
    expect(await idsOf('nobody@contoso.com')).toEqual([]);
  });

  it('keeps what people type inside its quotes', async () => {
    expect(await directory.byAddress(oneill.userPrincipalName)).toHaveLength(1);
    expect(await directory.byName("Tara O'N")).toHaveLength(1);
    for (const attack of ["x') or startswith(displayName,'A", "' or true or '", 'a%27 or 1 eq 1', '100%&$top=999']) {
      expect(await directory.byName(attack)).toEqual([]);
    }
    expect(await directory.byAddress("x'/**/or/**/mail/**/ne/**/'@y")).toEqual([]);
  });

  it('does not ask at all for what is no address or no name', async () => {
    for (const text of ['', '   ', 'adele', 'a b@c', 'a@b@c', `${'a'.repeat(320)}@b.c`, 'a@b\nc']) {
      expect(await directory.byAddress(text)).toEqual([]);
    }
    for (const text of ['', ' \u200b ', 'a'.repeat(101)]) expect(await directory.byName(text)).toEqual([]);
    expect(graph.record).toEqual([]);
  });

  it('offers at most ten people for a name and no guests', async () => {
    graph.users = [...Array.from({ length: 12 }, (_, number) => user(number + 10, {})), guest];
    expect(await directory.byName('Adele')).toHaveLength(10);
    graph.users = [guest];
    expect(await directory.byName('Adele')).toEqual([]);
  });

  it('lets only enabled members of the tenant decide', async () => {
    expect((await directory.activeMember(adele.id))?.id).toBe(adele.id);
    expect(await directory.activeMember(leaver.id)).toBeNull();
    expect(await directory.activeMember(guest.id)).toBeNull();
    expect(await directory.activeMember(group(1))).toBeNull();
    graph.users = [{ ...adele, accountEnabled: undefined as unknown as boolean }];
    expect(await directory.activeMember(adele.id)).toBeNull();
  });
});

describe('memberships', () => {
  it('asks in parts of at most 20 groups and puts the answers together', async () => {
    const asked = Array.from({ length: 45 }, (_, number) => group(number));
    expect(await directory.memberOf(adele.id, asked)).toEqual([group(3), group(25)]);
    expect(graph.record.map(({ body }) => body?.groupIds?.length).toSorted()).toEqual([20, 20, 5]);
  });

  it('asks nothing about no groups, and a person who is gone is in none', async () => {
    expect(await directory.memberOf(adele.id, [])).toEqual([]);
    expect(graph.record).toEqual([]);
    expect(await directory.memberOf(group(1), [group(3)])).toEqual([]);
  });

  it('believes only groups it asked for', async () => {
    graph.instead = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ value: [group(3).toUpperCase(), group(7)] }));
    };
    expect(await directory.memberOf(adele.id, [group(3), group(4)])).toEqual([group(3)]);
  });

  it('keeps an answer for some seconds and not longer', async () => {
    await Promise.all([directory.memberOf(adele.id, [group(3)]), directory.memberOf(adele.id, [group(3)])]);
    expect(graph.record).toHaveLength(1);
    graph.users = [];
    now += 2999;
    expect(await directory.memberOf(adele.id, [group(3)])).toEqual([group(3)]);
    expect(await directory.memberOf(adele.id, [group(4)])).toEqual([]);
    now += 1;
    expect(await directory.memberOf(adele.id, [group(3)])).toEqual([]);
  });

  it('does not keep a failure', async () => {
    graph.instead = (_request, response) => void response.writeHead(503).end();
    await expect(directory.memberOf(adele.id, [group(3)])).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE' });
    graph.instead = null;
    expect(await directory.memberOf(adele.id, [group(3)])).toEqual([group(3)]);
  });
});

describe('faults', () => {
  it.each([
    [401, 'DIRECTORY_FORBIDDEN'],
    [403, 'DIRECTORY_FORBIDDEN'],
    [400, 'DIRECTORY_UNREACHABLE'],
    [429, 'DIRECTORY_UNREACHABLE'],
    [500, 'DIRECTORY_UNREACHABLE'],
  ])('%d becomes %s', async (status, code) => {
    graph.instead = (_request, response) => void response.writeHead(status, { 'retry-after': '7' }).end('busy');
    const fault = { code, effect: 'none', retryAfterSeconds: 7 };
    await expect(directory.byId(adele.id)).rejects.toMatchObject(fault);
    await expect(directory.byName('Adele')).rejects.toMatchObject(fault);
    await expect(directory.memberOf(adele.id, [group(3)])).rejects.toMatchObject(fault);
  });

  it.each(['{}', '{"value":"all"}', 'null', '"yes"', '<html>'])('does not believe %s', async (text) => {
    graph.instead = (_request, response) =>
      void response.writeHead(200, { 'content-type': text === '<html>' ? 'text/html' : 'application/json' }).end(text);
    for (const ask of [
      () => directory.byId(adele.id),
      () => directory.activeMember(adele.id),
      () => directory.byName('Adele'),
      () => directory.memberOf(adele.id, [group(3)]),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE' });
    }
  });

  it('does not take one person for another', async () => {
    graph.instead = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(oneill));
    await expect(directory.activeMember(adele.id)).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE' });
  });

  it('gives up in time when Graph, or the sign-in before it, says nothing', async () => {
    graph.instead = () => undefined;
    const late = { code: 'DIRECTORY_UNREACHABLE' };
    const silentGraph = directoryWith({ clickTimeLimitMilliseconds: 30 });
    await expect(silentGraph.memberOf(adele.id, [group(3)])).rejects.toMatchObject(late);
    const never = { get: () => new Promise<string>(() => undefined) };
    const silentSignIn = directoryWith({ clickTimeLimitMilliseconds: 30, tokens: never });
    await expect(silentSignIn.memberOf(adele.id, [group(3)])).rejects.toMatchObject(late);
  });

  it('says so when nobody listens', async () => {
    await graph.stop();
    await expect(directory.byId(adele.id)).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE', effect: 'none' });
  });
});
