import { personId, stableGuid } from '../../../src/sandbox/world.ts';
import type { Ask } from './playRequest.ts';

const asks = (workload: Ask['workload'], ids: readonly string[]): readonly Ask[] =>
  ids.map((requesterId) => ({ requesterId, workload }));

const colleagues = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => stableGuid(`person:extra:${from + index}`));

/** Who asks for what, several side by side; nobody is in two lanes, and nobody asks twice for the same. */
const lanesFor = (each: number): readonly (readonly Ask[])[] => [
  asks('exchange', [personId.adele, ...colleagues(0, each)]),
  asks('exchange', [personId.lee, ...colleagues(each, each)]),
  [...asks('oneDrive', [personId.alexMarketing, personId.megan]), ...asks('exchange', [personId.alexMarketing])],
  [...asks('oneDrive', [personId.alexFinance]), ...asks('exchange', [personId.alexFinance])],
];
/** Enough asks for so many kills, and the colleagues they need: less than one request is asked for at each. */
export const lanesForKills = (kills: number): readonly (readonly Ask[])[] => lanesFor(Math.max(15, kills));
export const colleaguesForKills = (kills: number): number => 4 * Math.max(15, kills) + 5;

/** The same with requests for five people at once, for which one call does not suffice (see `twoPerCall.ts`). */
export const lanesOfMany = (each: number): readonly (readonly Ask[])[] => [
  asks('exchange', [personId.adele, ...colleagues(0, each)]),
  Array.from({ length: Math.ceil(each / 2) }, (_, index) => ({
    requesterId: personId.lee,
    workload: 'exchange' as const,
    ownerIds: colleagues(each + 5 * index, 5),
  })),
  [...asks('oneDrive', [personId.alexMarketing, personId.megan]), ...asks('exchange', [personId.alexMarketing])],
  [...asks('oneDrive', [personId.alexFinance]), ...asks('exchange', [personId.alexFinance])],
];
