import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraphDirectory } from '../../src/identity/graphDirectory.ts';
import type { Directory } from '../../src/ports/directory.ts';
import type { DirectoryPerson } from '../../src/sandbox/directory/people.ts';
import { graphOrigin, type LocalGraph, startLocalGraph, tenantId } from './localGraph.ts';

const group = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const person = (number: number, changes: Partial<DirectoryPerson>): DirectoryPerson => ({
  id: `87d349ed-44d7-43e1-9a83-${String(number).padStart(12, '0')}`,
  displayName: 'Adele Vance',
  userPrincipalName: 'AdeleV@contoso.onmicrosoft.com',
  mail: 'adele@contoso.com',
  ...changes,
});
const adele = person(1, { createdUtc: '2025-06-01T08:00:00.000Z' });
const oneill = person(2, { displayName: "Tara O'Neill", userPrincipalName: "tara.o'neill@contoso.com", mail: '' });
const leaver = person(3, {
  displayName: 'Lee Gone',
  userPrincipalName: 'lee@contoso.com',
  mail: '',
  accountEnabled: false,
});
const guest = person(4, {
  displayName: 'Adele Guest',
  userPrincipalName: 'adele_fabrikam.com#EXT#@contoso.onmicrosoft.com',
  mail: 'adele@fabrikam.com',
  userType: 'Guest',
});
const groups = [
  { id: group(3), displayName: 'Approvers', memberIds: [adele.id] },
  { id: group(25), displayName: 'All approvers', memberIds: [group(3)] },
  { id: group(99), displayName: 'Somebody else', memberIds: [adele.id] },
];

let graph: LocalGraph;
let directory: Directory;
let now = 0;
const directoryWith = (changes: Partial<Parameters<typeof createGraphDirectory>[0]>): Directory =>
  createGraphDirectory({
    http: graph.http,
    tokens: graph.tokens,
    clock: { now: () => new Date(now) },
    tenantId,
    graphOrigin,
    ...changes,
  });
const start = (roles: string[]) => startLocalGraph({ people: [adele, oneill, leaver, guest], groups, roles });

beforeEach(async () => {
  now = Date.parse('2026-11-21T02:00:00Z');
  graph = await start(['User.Read.All', 'GroupMember.Read.All']);
  directory = directoryWith({});
});
afterEach(() => graph.stop());

/** Answers everything with this JSON in place of the directory. */
const say = (text: string, type = 'application/json') => {
  graph.instead = (_request, response) => void response.writeHead(200, { 'content-type': type }).end(text);
};

describe('people', () => {
  it('finds a person by id, and nobody by another one', async () => {
    const found = { id: adele.id, tenantId, name: 'Adele Vance', address: 'adele@contoso.com' };
    expect(await directory.byId(adele.id)).toEqual(found);
    expect(await directory.byId(group(1))).toBeNull();
  });

  it('tells when an account was made, where that is known, and nothing of one that does not exist', async () => {
    expect(await directory.accountOf(adele.id)).toEqual({ createdUtc: '2025-06-01T08:00:00.000Z' });
    expect(await directory.accountOf(oneill.id)).toEqual({ createdUtc: null });
    expect(await directory.accountOf(group(1))).toBeNull();
    expect(await directory.accountOf(adele.mail)).toBeNull();
  });

  it('never asks for a person by anything but an id', async () => {
    for (const id of [adele.userPrincipalName, '', '../groups', `${adele.id}/manager`]) {
      expect(await directory.byId(id)).toBeNull();
    }
    expect(graph.requests).toEqual([]);
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
    expect(graph.requests).toEqual([]);
  });

  it('offers at most ten people for a name and no guests', async () => {
    graph.people = [...Array.from({ length: 12 }, (_, number) => person(number + 10, {})), guest];
    expect(await directory.byName('Adele')).toHaveLength(10);
    graph.people = [guest];
    expect(await directory.byName('Adele')).toEqual([]);
  });

  it('lets only enabled members of the tenant decide', async () => {
    expect((await directory.activeMember(adele.id))?.id).toBe(adele.id);
    expect(await directory.activeMember(leaver.id)).toBeNull();
    expect(await directory.activeMember(guest.id)).toBeNull();
    expect(await directory.activeMember(group(1))).toBeNull();
    // Graph leaves properties out that the bot may not read; not known is not enabled.
    say(JSON.stringify({ id: adele.id, displayName: 'Adele Vance' }));
    expect(await directory.activeMember(adele.id)).toBeNull();
  });
});

describe('memberships', () => {
  it('asks in parts of at most 20 groups, nested ones included, and puts the answers together', async () => {
    const asked = Array.from({ length: 45 }, (_, number) => group(number));
    expect(await directory.memberOf(adele.id, asked)).toEqual([group(3), group(25)]);
    expect(graph.requests).toEqual(Array(3).fill(`POST /v1.0/users/${adele.id}/checkMemberGroups 200`));
  });

  it('asks nothing about no groups, and a person who is gone is in none', async () => {
    expect(await directory.memberOf(adele.id, [])).toEqual([]);
    expect(graph.requests).toEqual([]);
    expect(await directory.memberOf(group(1), [group(3)])).toEqual([]);
  });

  it('believes only groups it asked for', async () => {
    say(JSON.stringify({ value: [group(3).toUpperCase(), group(7)] }));
    expect(await directory.memberOf(adele.id, [group(3), group(4)])).toEqual([group(3)]);
  });

  it('keeps an answer for some seconds and not longer', async () => {
    await Promise.all([directory.memberOf(adele.id, [group(3)]), directory.memberOf(adele.id, [group(3)])]);
    expect(graph.requests).toHaveLength(1);
    graph.people = [];
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
  it('says that a permission is missing', async () => {
    await graph.stop();
    graph = await start(['User.Read.All']);
    directory = directoryWith({});
    expect(await directory.byId(adele.id)).not.toBeNull();
    await expect(directory.memberOf(adele.id, [group(3)])).rejects.toMatchObject({ code: 'DIRECTORY_FORBIDDEN' });
    const foreign = directoryWith({ tokens: { get: async () => 'a token of somebody else' } });
    await expect(foreign.byId(adele.id)).rejects.toMatchObject({ code: 'DIRECTORY_FORBIDDEN' });
  });

  it.each([400, 429, 500, 503])(
    'takes %d for a directory that does not answer, and does not ask again',
    async (status) => {
      let asked = 0;
      graph.instead = (_request, response) => {
        asked += 1;
        response.writeHead(status, { 'retry-after': '7' }).end('busy');
      };
      const fault = { code: 'DIRECTORY_UNREACHABLE', effect: 'none', retryAfterSeconds: 7 };
      await expect(directory.byId(adele.id)).rejects.toMatchObject(fault);
      await expect(directory.byName('Adele')).rejects.toMatchObject(fault);
      await expect(directory.memberOf(adele.id, [group(3)])).rejects.toMatchObject(fault);
      expect(asked).toBe(3);
    },
  );

  it.each(['{}', '{"value":"all"}', 'null', '"yes"', '<html>'])('does not believe %s', async (text) => {
    say(text, text === '<html>' ? 'text/html' : 'application/json');
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
    say(JSON.stringify({ ...oneill, accountEnabled: true, userType: 'Member' }));
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

  it('says so when the connection breaks', async () => {
    graph.instead = (request) => void request.socket.destroy();
    await expect(directory.byId(adele.id)).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE', effect: 'none' });
  });
});
