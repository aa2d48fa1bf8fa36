import { existsSync, readFileSync } from 'node:fs';
import { changeWorld } from './world/changes.ts';
import { addOneDrives } from './world/files.ts';
import { addMailboxes, addSmallMailboxes } from './world/mailboxes.ts';
import { makeExtraPeople, makeGroups, makePeople, tenant } from './world/people.ts';
import { jobs, repositories } from './world/restorePoints.ts';
import { addSitesAndTeams } from './world/sites.ts';
import { storyTime } from './world/time.ts';
import type { Container, Group, Person, World, WorldJson } from './world/types.ts';

export { changeWorld } from './world/changes.ts';
export { stableGuid } from './world/ids.ts';
export { groupId, personId, tenant } from './world/people.ts';
export { restorePointsAt } from './world/restorePoints.ts';
export { siteId, teamId } from './world/sites.ts';
export type {
  Container,
  Folder,
  Group,
  Item,
  ItemVersion,
  Person,
  RestorePoint,
  Workload,
  World,
  WorldChange,
  WorldJson,
} from './world/types.ts';

/** How to make a world: the instant "now" of its story, the zone of its people, and the seed of its made-up data. */
export type WorldOptions = { startUtc: string; utcOffsetMinutes?: number; seed?: number; extraPeople?: number };

/** Makes the small world all simulators share; the same options make the same world on every machine. */
export function createWorld({ startUtc, utcOffsetMinutes = 0, seed = 365, extraPeople = 0 }: WorldOptions): World {
  const time = storyTime(startUtc, utcOffsetMinutes);
  const world: World = {
    seed,
    startUtc: time.startUtc,
    utcOffsetMinutes,
    extraPeople,
    tenant,
    people: makePeople(time),
    groups: makeGroups(),
    jobs,
    repositories,
    containers: [],
    folders: new Map(),
    items: new Map(),
    removedPointIds: new Set(),
    changes: [],
  };
  const [mailJob, sitesJob] = jobs;
  addMailboxes(world, time, mailJob?.id ?? '');
  const extra = makeExtraPeople(time, extraPeople);
  world.people.push(...extra);
  addSmallMailboxes(world, time, mailJob?.id ?? '', extra);
  addOneDrives(world, time, mailJob?.id ?? '');
  addSitesAndTeams(world, time, sitesJob?.id ?? '');
  return world;
}

/** What has to be written down to make this world again: how it began and what happened since. */
export function worldToJson(world: World): WorldJson {
  const { seed, startUtc, utcOffsetMinutes, extraPeople, changes } = world;
  return { seed, startUtc, utcOffsetMinutes, extraPeople, changes };
}

/** Makes a world again from what `worldToJson` wrote. */
export function worldFromJson(json: WorldJson): World {
  const world = createWorld(json);
  for (const change of json.changes) changeWorld(world, change);
  return world;
}

/** The world kept in a simulator's state file, or a new one where there is no such file. */
export function openWorld(stateFile: string, options: WorldOptions): World {
  if (!existsSync(stateFile)) return createWorld(options);
  const state = JSON.parse(readFileSync(stateFile, 'utf8')) as { world: WorldJson };
  return worldFromJson(state.world);
}

/** People with an account at this instant: those who have not left and were already there. */
export function livePeople(world: World, nowUtc: string): Person[] {
  return world.people.filter(
    (person) => person.createdUtc <= nowUtc && (person.leftUtc === null || person.leftUtc > nowUtc),
  );
}

/** A person by Entra object id, whether they still have an account or not. */
export function findPerson(world: World, id: string): Person | undefined {
  return world.people.find((person) => person.id === id.toLowerCase());
}

/** The groups a person belongs to. */
export function groupsOf(world: World, personObjectId: string): Group[] {
  return world.groups.filter((group) => group.memberIds.includes(personObjectId));
}

/** A person's mailboxes, OneDrive and so on. */
export function containersOf(world: World, personObjectId: string): Container[] {
  return world.containers.filter((container) => container.ownerId === personObjectId);
}
