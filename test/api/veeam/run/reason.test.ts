import { expect, it } from 'vitest';
import { reasonOf, reasonPrefix } from '../../../../src/api/veeam/run/reason.ts';

it('tells steps and attempts apart, so that a session of an earlier attempt is never taken for this one', () => {
  expect(reasonPrefix({ label: 'RR-1', attempt: 1 }, 'restore')).toBe('RR-1/restore:');
  expect(reasonPrefix({ label: 'RR-1', attempt: 2 }, 'restore')).toBe('RR-1/restore.2:');
  const again = reasonOf({ label: 'RR-1', attempt: 2, reason: 'x' }, 'restore');
  const others = [
    reasonPrefix({ label: 'RR-1', attempt: 1 }, 'restore'),
    reasonPrefix({ label: 'RR-11', attempt: 2 }, 'restore'),
    reasonPrefix({ label: 'RR-1', attempt: 2 }, 'restore-2'),
  ];
  expect(others.filter((prefix) => again.startsWith(prefix))).toEqual([]);
});

it('is cut to what a reason may hold', () => {
  expect(reasonOf({ label: 'RR-1', attempt: 1, reason: 'y'.repeat(999) }, 'restore')).toHaveLength(250);
});
