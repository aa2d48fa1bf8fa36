import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../src/sandbox/world/history.ts';
import {
  changeWorld,
  containersOf,
  createWorld,
  findPerson,
  groupId,
  groupsOf,
  livePeople,
  personId,
  restorePointsAt,
  worldFromJson,
  worldToJson,
} from '../../src/sandbox/world.ts';

const startUtc = '2026-11-20T14:30:00.000Z';

describe('the small world', () => {
  it('is the same for the same seed and another for another', () => {
    const items = (seed: number) => [...createWorld({ startUtc, seed }).items.values()];
    expect(items(1)).toEqual(items(1));
    expect(items(1)).not.toEqual(items(2));
  });

  it('has the people the stories need', () => {
    const world = createWorld({ startUtc });
    const live = livePeople(world, startUtc);
    expect(live.filter((person) => person.displayName === 'Alex Wilber')).toHaveLength(2);
    expect(live.map((person) => person.id)).not.toContain(personId.isaiah);
    expect(findPerson(world, personId.isaiah.toUpperCase())?.leftUtc).not.toBeNull();
    expect(findPerson(world, personId.patti)?.mail).toBe(findPerson(world, personId.pradeep)?.mail);
    expect(containersOf(world, personId.diego).every((container) => container.jobId === '')).toBe(true);
    expect(groupsOf(world, personId.megan).map((group) => group.id)).toEqual([groupId.approvers]);
  });

  it.each([0, -480, 330])(
    'loses the Contoso folder yesterday at 16:20 in the zone of its people (%i minutes)',
    (utcOffsetMinutes) => {
      const world = createWorld({ startUtc, utcOffsetMinutes });
      const contoso = [...world.folders.values()].find((folder) => folder.name === 'Contoso');
      const local = Date.parse(contoso?.deletions[0]?.atUtc ?? '') + utcOffsetMinutes * 60_000;
      const today = Math.floor((Date.parse(startUtc) + utcOffsetMinutes * 60_000) / 86_400_000);
      expect(Math.floor(local / 86_400_000)).toBe(today - 1);
      expect(new Date(local).toISOString().slice(11, 16)).toBe('16:20');
    },
  );

  it('is backed up daily for five weeks, every four hours in the last one, and goes on', () => {
    const world = createWorld({ startUtc });
    const mail = restorePointsAt(world, startUtc).filter(
      (point) => point.workloads.includes('exchange') && !point.isCopy,
    );
    expect(mail[0]?.backupTimeUtc.slice(0, 10)).toBe('2026-10-16');
    expect(mail.filter((point) => point.backupTimeUtc.startsWith('2026-11-19'))).toHaveLength(6);
    expect(mail.filter((point) => point.backupTimeUtc.startsWith('2026-11-01'))).toHaveLength(1);
    const tomorrow = restorePointsAt(world, '2026-11-21T14:30:00.000Z');
    expect(tomorrow.length).toBe(restorePointsAt(world, startUtc).length + 8);
  });

  it('comes back from what was written down, with what happened to it', () => {
    const world = createWorld({ startUtc });
    const [mailbox] = containersOf(world, personId.adele);
    const [item] = itemsOf(world, mailbox?.id ?? '');
    changeWorld(world, { kind: 'itemDeleted', itemId: item?.id ?? '', atUtc: startUtc });
    changeWorld(world, { kind: 'personLeft', personId: personId.lee, atUtc: startUtc });
    const again = worldFromJson(JSON.parse(JSON.stringify(worldToJson(world))));
    expect(again).toEqual(world);
  });
});
