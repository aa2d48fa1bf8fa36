import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Target } from '../../src/domain/terms.ts';
import { createGraphDirectory } from '../../src/identity/graphDirectory.ts';
import { inferences } from '../../src/identity/inferences.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { siteIdOf } from '../../src/sandbox/graphBackup/catalog/units.ts';
import { directoryGroups } from '../../src/sandbox/graphBackup/createSites.ts';
import { createWorld, groupId, livePeople, personId, siteId, stableGuid, type World } from '../../src/sandbox/world.ts';
import { graphOrigin, type LocalGraph, startLocalGraph, tenantId } from './localGraph.ts';

const { adele, alexMarketing: alex, lee } = personId;
const roles = ['User.Read.All', 'GroupMember.Read.All', 'Directory.Read.All', 'Sites.Read.All'];
const startUtc = '2026-11-21T02:00:00.000Z';

let world: World;
let graph: LocalGraph;
let directory: Directory;
let now: number;
const open = async (granted = roles) => {
  const people = livePeople(world, startUtc);
  graph = await startLocalGraph({ people, groups: directoryGroups(world), roles: granted, world });
  const clock = { now: () => new Date(now) };
  directory = createGraphDirectory({ http: graph.http, tokens: graph.tokens, clock, tenantId, graphOrigin });
};
beforeEach(async () => {
  now = Date.parse(startUtc);
  world = createWorld({ startUtc });
  await open();
});
afterEach(() => graph.stop());

const container = (id: string) => {
  const found = world.containers.find((one) => one.id === id);
  if (!found) throw new Error('no such site');
  return found;
};
const marketing = () => siteIdOf(container(siteId.marketing));
const site = (id: string, address = ''): Target => ({ kind: 'site', id, name: '', address });
const owners = async (target: Target) => (await directory.ownersOf(target)).map(({ id }) => id).toSorted();
const both = [adele, alex].toSorted();
const json = (body: unknown) => JSON.stringify(body);

describe('the sites of a person', () => {
  it('are those of the groups they own, by every id a backup product knows them by', async () => {
    const web = stableGuid(`web:${siteId.marketing}`);
    expect(await directory.ownedBy(adele)).toEqual([
      groupId.marketing,
      marketing().toLowerCase(),
      siteId.marketing,
      web,
    ]);
    expect(await directory.ownedBy(lee)).toEqual([]);
  });

  it('cost one batch, which is kept, while the ownership is asked again', async () => {
    await directory.ownedBy(adele);
    now += 3000;
    await directory.ownedBy(adele);
    expect(graph.requests).toHaveLength(3);
    expect(graph.requests.filter((request) => request === 'POST /v1.0/$batch 200')).toHaveLength(1);
    world.groups.find(({ id }) => id === groupId.marketing)?.ownerIds?.splice(0, 1);
    now += 3000;
    expect(await directory.ownedBy(adele)).toEqual([]);
  });

  it('are none without the permission for sites, and the teams stay', async () => {
    await graph.stop();
    await open(roles.filter((role) => role !== 'Sites.Read.All'));
    expect(await directory.ownedBy(adele)).toEqual([groupId.marketing]);
    expect(await owners(site(marketing()))).toEqual([]);
  });

  it('are asked for in batches of 20, for at most 100 groups', async () => {
    for (let number = 0; number < 130; number += 1) {
      const id = stableGuid(`group:many:${number}`);
      const siteContainerId = stableGuid(`site:many:${number}`);
      world.containers.push({
        ...container(siteId.marketing),
        id: siteContainerId,
        url: `https://contoso.sharepoint.com/sites/${number}`,
      });
      world.groups.push({ id, displayName: '', description: '', memberIds: [], ownerIds: [lee], siteContainerId });
    }
    await graph.stop();
    await open();
    expect(await directory.ownedBy(lee)).toHaveLength(130 + 3 * 100);
    expect(graph.requests.filter((request) => request.includes('$batch'))).toEqual(
      Array(5).fill('POST /v1.0/$batch 200'),
    );
  });

  it('fail with the directory, and are believed in no other shape', async () => {
    const answers = (batch: unknown) => {
      graph.instead = (request, response) => {
        const body =
          request.method === 'POST' ? batch : { value: [{ id: groupId.marketing, groupTypes: ['Unified'] }] };
        response.writeHead(200, { 'content-type': 'application/json' }).end(json(body));
      };
    };
    for (const batch of [
      { value: [] },
      { responses: [] },
      { responses: [{ id: '0', status: 503 }] },
      { responses: [{ id: '0', status: 429 }] },
      { responses: [{ id: '0', status: 200, body: { name: 'x' } }] },
      { responses: [{ id: '1', status: 200, body: { id: 'x' } }] },
    ]) {
      answers(batch);
      await expect(directory.ownedBy(adele)).rejects.toMatchObject({ code: 'DIRECTORY_UNREACHABLE' });
    }
    answers({ responses: [{ id: '0', status: 404 }] });
    expect(await directory.ownedBy(adele)).toEqual([groupId.marketing]);
  });
});

describe('the owners of a site', () => {
  it('are those of the group behind it, whatever the backup product calls the site', async () => {
    expect(await owners(site(marketing()))).toEqual(both);
    const { url } = container(siteId.marketing);
    expect(await owners(site(siteId.marketing, url))).toEqual(both);
    expect(await owners(site(siteId.marketing.toUpperCase(), `${url}/`))).toEqual(both);
  });

  it('are nobody for a classic site, and for one below', async () => {
    for (const id of [siteId.humanResources, siteId.campaigns]) {
      expect(await owners(site(siteIdOf(container(id))))).toEqual([]);
      expect(await owners(site(id, container(id).url))).toEqual([]);
      expect(await directory.ownedBy(adele)).not.toContain(id);
    }
  });

  it('are nobody for a site known by its address only, and for an address that is another site’s today', async () => {
    const { url } = container(siteId.marketing);
    expect(await owners(site(url, url))).toEqual([]);
    expect(await directory.ownedBy(adele)).not.toContain(url);
    expect(await owners(site(siteId.humanResources, url))).toEqual([]);
  });

  it('are nobody when the group named by the library calls another site its own', async () => {
    const { url } = container(siteId.marketing);
    world.containers.push({ ...container(siteId.marketing), id: stableGuid('site:fake'), url: `${url}-2` });
    const group = world.groups.find(({ id }) => id === groupId.marketing);
    if (group) group.siteContainerId = stableGuid('site:fake');
    // The directory was told of the groups before; only the library names the group for the other site.
    expect(await owners(site(siteIdOf({ ...container(siteId.marketing), id: stableGuid('site:fake') })))).toEqual([]);
  });

  it('are not asked for where the inference is switched off, and may decide all the same', async () => {
    const usual = vi.spyOn(inferences, 'siteGroupIsDriveOwner', 'get').mockReturnValue(false as true);
    expect(await owners(site(marketing()))).toEqual([]);
    usual.mockRestore();
    expect(await directory.ownedBy(adele)).toContain(siteId.marketing);
  });

  it('are never asked for people’s own data', async () => {
    expect(await owners({ kind: 'mailbox', id: groupId.marketing, name: '', address: '' })).toEqual([]);
    expect(graph.requests).toEqual([]);
  });
});
