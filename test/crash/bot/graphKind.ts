import { noCounts } from '../../../src/domain/terms.ts';
import type { CrashKind } from './crashKind.ts';

/** Microsoft 365 Backup: a draft, more artifacts, and the activation; each can be looked up. */
export const graphKind: CrashKind = {
  name: 'graph',
  services: {
    provider: 'graph',
  },
  mayAskAdmin: false,
  restoresOf(crash, workload, ownerId) {
    const { graphBackup, world } = crash.stage.services;
    const ids = world.containers
      .filter((container) => container.ownerId === ownerId && container.workload === workload)
      .map(({ id }) => id);
    return graphBackup
      .record()
      .restores.filter(({ containerId }) => ids.includes(containerId))
      .map(({ sessionId, counts, status }) => {
        // Mail tells how many items came back; a drive counts as one (graph.md §4).
        const items = (counts?.created ?? 0) + (counts?.changed ?? 0);
        const created = workload === 'exchange' ? items : 1;
        return { sessionId, counts: { ...noCounts, created: status === 'succeeded' ? created : 0 } };
      });
  },
  // A draft that was forgotten lies in the tenant for good (graph.md §3).
  leftOpen: (crash) =>
    crash.stage.services.graphBackup
      .record()
      .sessions.filter(({ status }) => status === 'draft')
      .map(({ id }) => `draft ${id}`),
  bugs: (crash) => crash.stage.services.graphBackup.bugs,
  comparable: (counts) => counts,
};
