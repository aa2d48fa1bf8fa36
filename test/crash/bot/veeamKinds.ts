import type { Counts } from '../../../src/domain/terms.ts';
import type { ApiVersion } from '../../../src/sandbox/veeam/versions.ts';
import type { CrashKind } from './crashKind.ts';
import type { CrashStage } from './crashStage.ts';

const byOthers = 'somebody else';

const common = {
  restoresOf(crash, workload, ownerId) {
    const { veeam, people } = crash.stage.services;
    const address =
      people()
        .find((person) => person.id === ownerId)
        ?.address.toLowerCase() ?? '';
    return veeam
      .record()
      .restores.filter((restore) => restore.operation !== byOthers)
      .filter((restore) => /onedrives/i.test(restore.operation) === (workload === 'oneDrive'))
      .filter((restore) => restore.targets.some((target) => target.email.toLowerCase() === address));
  },
  leftOpen(crash) {
    const { sessions, restores } = crash.stage.services.veeam.record();
    const others = restores
      .filter((restore) => restore.operation === byOthers)
      .flatMap((restore) => [restore.sessionId, restore.exploreSessionId]);
    return sessions
      .filter((session) => session.state !== 'Stopped' && !others.includes(session.id))
      .map(({ id, type, createdUtc }) => `${id} ${type} ${createdUtc}`);
  },
  bugs: (crash: CrashStage) => crash.stage.services.veeam.bugs,
} as const satisfies Partial<CrashKind>;

/** The administrator sign-in of v8: a restore answers at once with a session, and cannot always be found again. */
export const veeamV8: CrashKind = {
  ...common,
  name: 'v8',
  services: {},
  mayAskAdmin: true,
  comparable: (counts) => counts,
};

/** v5 to v7: a restore answers when it is done; its explore session's events tell of one whose answer was lost. */
export const veeamBlocking = (version: ApiVersion): CrashKind => ({
  ...common,
  name: version,
  services: { veeamVersion: version },
  mayAskAdmin: false,
  // Events do not tell what was missing from what had changed (vb365.md §5.6).
  comparable: ({ created, merged, skipped, failed }: Counts) => ({ restored: created + merged, skipped, failed }),
});
