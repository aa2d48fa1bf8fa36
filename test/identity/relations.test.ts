import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../src/domain/terms.ts';
import { createGraphDirectory } from '../../src/identity/graphDirectory.ts';
import type { Directory } from '../../src/ports/directory.ts';
import type { DirectoryPerson } from '../../src/sandbox/directory/people.ts';
import { graphOrigin, type LocalGraph, startLocalGraph, tenantId } from './localGraph.ts';

const id = (number: number) => `87d349ed-44d7-43e1-9a83-${String(number).padStart(12, '0')}`;
const person = (number: number, changes: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  id: id(number),
  displayName: `Person ${number}`,
  userPrincipalName: `person${number}@contoso.com`,
  mail: `person${number}@contoso.com`,
  ...changes,
});
const boss = person(1);
const people = [
  boss,
  person(2, { managerId: boss.id }),
  person(3, { managerId: boss.id, accountEnabled: false }),
  person(4, { userType: 'Guest' }),
];
const inner = { id: id(90), displayName: 'Inner', memberIds: [id(2), id(3), id(4)] };
const team = { id: id(91), displayName: 'Team', memberIds: [inner.id, boss.id], ownerIds: [boss.id, id(3)] };
const roles = ['User.Read.All', 'GroupMember.Read.All', 'Directory.Read.All'];

let graph: LocalGraph;
let directory: Directory;
let now = 0;
const open = async (granted: string[]) => {
  graph = await startLocalGraph({ people: [...people], groups: [inner, team], roles: granted });
  const clock = { now: () => new Date(now) };
  directory = createGraphDirectory({ http: graph.http, tokens: graph.tokens, clock, tenantId, graphOrigin });
};
beforeEach(async () => {
  now = Date.parse('2026-11-21T02:00:00Z');
  await open(roles);
});
afterEach(() => graph.stop());
const target = (kind: 'team' | 'site' | 'mailbox', of: string, address = ''): Target => ({
  kind,
  id: of,
  name: '',
  address,
});
const idsOf = (found: readonly { readonly id: string }[]) => found.map((one) => one.id);

describe('relations of people', () => {
  it('finds managers and reports, leavers’ data included', async () => {
    expect((await directory.managerOf(id(2)))?.id).toBe(boss.id);
    expect(await directory.managerOf(boss.id)).toBeNull();
    expect(await directory.reportsOf(boss.id)).toEqual([id(2), id(3)]);
    expect(await directory.reportsOf(id(99))).toEqual([]);
  });

  it('finds who is in a group or owns it, as far as they may act: no disabled accounts, no guests', async () => {
    expect(idsOf(await directory.membersOf(team.id))).toEqual([boss.id, id(2)]);
    expect(idsOf(await directory.ownersOf(target('team', team.id)))).toEqual([boss.id]);
    expect(await directory.ownedBy(boss.id)).toEqual([team.id]);
    expect(await directory.ownedBy(id(2))).toEqual([]);
    expect(await directory.membersOf(id(99))).toEqual([]);
    expect(await directory.ownersOf(target('team', id(99)))).toEqual([]);
  });

  it('keeps what a click asks for three seconds and not longer, and no failure', async () => {
    await Promise.all([directory.reportsOf(boss.id), directory.reportsOf(boss.id)]);
    expect(graph.requests).toHaveLength(1);
    graph.people = [boss];
    now += 2999;
    expect(await directory.reportsOf(boss.id)).toEqual([id(2), id(3)]);
    now += 1;
    expect(await directory.reportsOf(boss.id)).toEqual([]);
    graph.instead = (_request, response) => void response.writeHead(503).end();
    await expect(directory.ownedBy(boss.id)).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE' });
    graph.instead = null;
    expect(await directory.ownedBy(boss.id)).toEqual([team.id]);
  });

  it('keeps half a minute who is in a group, for many messages at once', async () => {
    await Promise.all([directory.membersOf(team.id), directory.membersOf(team.id)]);
    expect(graph.requests).toHaveLength(1);
    graph.people = [boss];
    now += 29_999;
    expect(idsOf(await directory.membersOf(team.id))).toEqual([boss.id, id(2)]);
    now += 1;
    expect(idsOf(await directory.membersOf(team.id))).toEqual([boss.id]);
  });

  it('says that a permission is missing, and believes no other shape', async () => {
    graph.instead = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[{"name":"x"}]}');
    for (const ask of [
      () => directory.reportsOf(boss.id),
      () => directory.ownedBy(boss.id),
      () => directory.membersOf(team.id),
      () => directory.ownersOf(target('team', team.id)),
      () => directory.managerOf(id(2)),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE' });
    }
    await graph.stop();
    await open(['User.Read.All']);
    await expect(directory.ownedBy(boss.id)).rejects.toMatchObject({ code: 'DIRECTORY_FORBIDDEN' });
  });
});
