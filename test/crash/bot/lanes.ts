import { personId, stableGuid } from '../../../src/sandbox/world.ts';
import type { Ask } from './playRequest.ts';

const asks = (workload: Ask['workload'], ids: readonly string[]): readonly Ask[] =>
  ids.map((requesterId) => ({ requesterId, workload }));

const colleagues = (from: number, count = 15): readonly string[] =>
  Array.from({ length: count }, (_, index) => stableGuid(`person:extra:${from + index}`));

/** Who asks for what, several side by side; nobody is in two lanes, and nobody asks twice for the same. */
export const lanes: readonly (readonly Ask[])[] = [
  asks('exchange', [personId.adele, ...colleagues(0)]),
  asks('exchange', [personId.lee, ...colleagues(15)]),
  [...asks('oneDrive', [personId.alexMarketing, personId.megan]), ...asks('exchange', [personId.alexMarketing])],
  [...asks('oneDrive', [personId.alexFinance]), ...asks('exchange', [personId.alexFinance])],
];

/** The same with requests for five people at once, for which one call does not suffice (see `twoPerCall.ts`). */
export const lanesOfMany: readonly (readonly Ask[])[] = [
  asks('exchange', [personId.adele, ...colleagues(0, 12)]),
  Array.from({ length: 5 }, (_, index) => ({
    requesterId: personId.lee,
    workload: 'exchange',
    ownerIds: colleagues(12 + 5 * index, 5),
  })),
  [...asks('oneDrive', [personId.alexMarketing, personId.megan]), ...asks('exchange', [personId.alexMarketing])],
  [...asks('oneDrive', [personId.alexFinance]), ...asks('exchange', [personId.alexFinance])],
];
