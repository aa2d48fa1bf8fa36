import { addFiles, addFolder, addItem } from './files.ts';
import { type Random, seededRandom, stableGuid } from './ids.ts';
import type { StoryTime } from './time.ts';
import type { Container, Folder, World } from './types.ts';

const siteNames = ['Marketing', 'Human resources', 'Marketing campaigns'] as const;
const teamNames = ['Project Falcon', 'Operations'] as const;

export const siteId = {
  marketing: stableGuid('site:Marketing'),
  humanResources: stableGuid('site:Human resources'),
  campaigns: stableGuid('site:Marketing campaigns'),
} as const;

export const teamId = { falcon: stableGuid('team:Project Falcon'), operations: stableGuid('team:Operations') } as const;

function container(time: StoryTime, jobId: string, workload: 'sharePoint' | 'teams', name: string): Container {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const isCampaigns = name === 'Marketing campaigns';
  return {
    id: stableGuid(`${workload === 'teams' ? 'team' : 'site'}:${name}`),
    workload,
    name,
    ownerId: null,
    email: workload === 'teams' ? `${slug}@contoso.onmicrosoft.com` : '',
    url: `https://contoso.sharepoint.com/sites/${isCampaigns ? 'marketing/campaigns' : slug}`,
    isArchive: false,
    createdUtc: time.daysBefore(300),
    jobId,
    parentContainerId: isCampaigns ? siteId.marketing : null,
  };
}

function fillSite(world: World, time: StoryTime, site: Container, random: Random): void {
  const library = addFolder(world, site, { name: 'Documents', kind: 'library' });
  addFiles(world, time, random, library, 'document', random.between(6, 10));
  const sub = addFolder(world, site, { name: 'Archive', kind: 'folder', parentId: library.id });
  addFiles(world, time, random, sub, 'document', random.between(3, 6));
  const list = addFolder(world, site, { name: 'Contacts list', kind: 'list' });
  for (let index = 1; index <= 8; index += 1) {
    addItem(world, time, random, list, { name: `Entry ${index}`, kind: 'listItem' });
  }
}

function fillChannel(world: World, time: StoryTime, random: Random, channel: Folder): void {
  addFiles(world, time, random, channel, 'file', random.between(4, 8));
  for (let number = 1; number <= 9; number += 1) {
    const parentNumber = number % 3 === 0 ? number - 1 : null;
    addItem(world, time, random, channel, { name: `Message ${number}`, kind: 'post', number, parentNumber });
  }
  for (const name of ['Wiki', 'Planner']) addItem(world, time, random, channel, { name, kind: 'tab' });
}

/** Three sites (one below another) and two teams with channels, posts, files and tabs. */
export function addSitesAndTeams(world: World, time: StoryTime, jobId: string): void {
  for (const name of siteNames) {
    const site = container(time, jobId, 'sharePoint', name);
    world.containers.push(site);
    fillSite(world, time, site, seededRandom(world.seed, site.id));
  }
  for (const name of teamNames) {
    const team = container(time, jobId, 'teams', name);
    world.containers.push(team);
    const random = seededRandom(world.seed, team.id);
    for (const channelName of ['General', 'Design']) {
      fillChannel(world, time, random, addFolder(world, team, { name: channelName, kind: 'channel' }));
    }
  }
}
