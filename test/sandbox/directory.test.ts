import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createDirectory, type SimulatedDirectory } from '../../src/sandbox/directory/createDirectory.ts';
import type { DirectoryPerson } from '../../src/sandbox/directory/people.ts';
import { close, listenerOf, listenOnLoopback } from '../../src/sandbox/internet/http.ts';
import { createEntra, type Entra } from '../../src/sandbox/signIn/entra.ts';
import { adele, appId, isaiah, tenantId } from '../fakes/localTeams.ts';

const graph = 'https://graph.microsoft.com';
const person = ({ id, name, address }: typeof adele): DirectoryPerson => ({
  id,
  displayName: name,
  userPrincipalName: address,
  mail: address,
});
const obrien = { id: '0f3c1a52-1111-4c1e-9d0e-0000000000aa', name: "Adele O'Brien", address: 'AdeleO@contoso.com' };
let people: DirectoryPerson[];
const groups = [
  { id: 'security', displayName: 'Security', memberIds: ['leads'] },
  { id: 'leads', displayName: 'Leads', memberIds: [isaiah.id], ownerIds: [adele.id] },
];

let entra: Entra;
let directory: SimulatedDirectory;
let server: Server;
let origin: string;
let token: string;

beforeAll(async () => {
  people = [{ ...person(adele), managerId: isaiah.id }, person(isaiah), person(obrien)];
  const roles = ['User.Read.All', 'GroupMember.Read.All'];
  entra = await createEntra({
    tenantId,
    clock: systemClock,
    apps: [{ appId, secret: 'x', audiences: [graph], roles }],
  });
  directory = createDirectory({
    people: () => people,
    groups: () => groups,
    verify: (header) => entra.verify(header, graph),
  });
  server = createServer(listenerOf(directory.host));
  origin = `http://127.0.0.1:${await listenOnLoopback(server, 0, 'the directory')}`;
  token = await entra.tokenFor(appId, graph);
});

afterAll(() => close(server));

async function ask(
  path: string,
  init: RequestInit = {},
  bearer = token,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', ...init.headers };
  const response = await fetch(`${origin}${path}`, { ...init, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const names = ({ body }: { body: Record<string, unknown> }) =>
  (body.value as { displayName: string }[]).map(({ displayName }) => displayName);
const where = (filter: string) => ask(`/v1.0/users?$filter=${encodeURIComponent(filter)}`);
const membership = (id: string, groupIds: unknown) =>
  ask(`/v1.0/users/${id}/checkMemberGroups`, { method: 'POST', body: JSON.stringify({ groupIds }) });

describe('createDirectory', () => {
  it('finds people by id, by address whatever its case, and by the start of their name', async () => {
    expect((await ask(`/v1.0/users/${adele.id}`)).body).toMatchObject({ id: adele.id, displayName: 'Adele Vance' });
    expect(names(await where("userPrincipalName eq 'adelev@CONTOSO.com' or mail eq 'adelev@CONTOSO.com'"))).toEqual([
      'Adele Vance',
    ]);
    expect(names(await where("startswith(displayName,'adele')"))).toEqual(['Adele Vance', "Adele O'Brien"]);
    expect(names(await where("displayName eq 'Adele O''Brien'"))).toEqual(["Adele O'Brien"]);
  });

  it('shows only what was selected, and pages', async () => {
    const first = await ask('/v1.0/users?$select=id,accountEnabled&$top=2');
    expect(first.body.value).toEqual([
      { id: adele.id, accountEnabled: true },
      { id: isaiah.id, accountEnabled: true },
    ]);
    const next = String(first.body['@odata.nextLink']);
    const second = await ask(next.replace('https://graph.microsoft.com', ''));
    expect(second.body.value).toEqual([{ id: obrien.id, accountEnabled: true }]);
    expect(second.body).not.toHaveProperty('@odata.nextLink');
  });

  it('answers membership through nested groups, at the moment it is asked', async () => {
    expect((await membership(isaiah.id, ['security', 'other'])).body.value).toEqual(['security']);
    const [leads] = groups.slice(1);
    if (leads !== undefined) leads.memberIds = [];
    expect((await membership(isaiah.id, ['security'])).body.value).toEqual([]);
    if (leads !== undefined) leads.memberIds = [isaiah.id];
  });

  it('knows managers and owners', async () => {
    expect((await ask(`/v1.0/users/${adele.id}/manager`)).body).toMatchObject({ id: isaiah.id });
    expect((await ask(`/v1.0/users/${isaiah.id}/manager`)).status).toBe(404);
    expect(names(await ask('/v1.0/groups/leads/owners'))).toEqual(['Adele Vance']);
    expect(names(await ask('/v1.0/groups/security/transitiveMembers'))).toEqual(['Isaiah Langer']);
  });

  it('no longer knows who has left', async () => {
    people = people.map((one) => (one.id === obrien.id ? { ...one, leftUtc: '2026-11-01T00:00:00.000Z' } : one));
    expect((await ask(`/v1.0/users/${obrien.id}`)).status).toBe(404);
    expect(names(await where("startswith(displayName,'adele')"))).toEqual(['Adele Vance']);
  });

  it.each([
    ['a filter Graph does not know', () => where("contains(displayName,'x')")],
    ['a filter on an unknown property', () => where("shoeSize eq '42'")],
    ['mixed operators', () => where("id eq 'a' or id eq 'b' and id eq 'c'")],
    ['an injected quote', () => where("displayName eq 'O'Brien'")],
    ['an unknown property', () => ask('/v1.0/users?$select=shoeSize')],
    ['a search without the header it needs', () => ask('/v1.0/users?$search="displayName:adele"')],
    ['more than 20 groups', () => membership(isaiah.id, Array(21).fill('security'))],
    ['groups that are no list', () => membership(isaiah.id, 'security')],
  ])('refuses %s with 400', async (_what, call) => {
    expect((await call()).status).toBe(400);
  });

  it('refuses strangers, other audiences and missing permissions', async () => {
    expect((await ask('/v1.0/users', {}, 'x.y.z')).status).toBe(401);
    expect((await ask('/v1.0/users', {}, await entra.tokenFor(appId, 'https://api.botframework.com'))).status).toBe(
      401,
    );
    const weak = await entra.tokenFor(appId, graph, { roles: ['User.Read.All'] });
    expect(
      (await ask(`/v1.0/users/${isaiah.id}/checkMemberGroups`, { method: 'POST', body: '{"groupIds":[]}' }, weak))
        .status,
    ).toBe(403);
  });

  it('can be slow or broken when told', async () => {
    directory.fail({ status: 503, retryAfterSeconds: 7 });
    expect((await ask('/v1.0/users')).status).toBe(503);
    const release = directory.hold();
    const asking = ask('/v1.0/users');
    release();
    expect((await asking).status).toBe(200);
  });
});
