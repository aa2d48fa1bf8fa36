import type { VeeamContext } from '../context.ts';
import { utcOf } from '../replies/common.ts';
import type { OrganizationReply } from '../replies/organizations.ts';
import type { RestorePointReply } from '../replies/restorePoints.ts';
import { latestPoints, type PointQuery, pointAfter } from './points.ts';

/** The restore points a login may use for one target. */
export type PointSource = {
  /** The latest points at or before an instant, newest first. */
  latest(atUtc: string, wanted: number, repositoryId: string): Promise<readonly RestorePointReply[]>;
  /** The first point after an instant, or null. */
  after(utc: string): Promise<RestorePointReply | null>;
};

/** The points an administrator asks the server for. */
export const askedPoints = (context: VeeamContext, query: PointQuery): PointSource => ({
  latest: (atUtc, wanted, repositoryId) =>
    latestPoints(context, repositoryId === '' ? query : { ...query, repositoryId }, atUtc, wanted),
  after: (utc) => pointAfter(context, query, utc),
});

/** Points that came all at once, as a portal operator gets them. */
export function listedPoints(points: readonly RestorePointReply[]): PointSource {
  const inOrder = points.toSorted((a, b) => utcOf(a.backupTime).localeCompare(utcOf(b.backupTime)));
  return {
    latest: async (atUtc, wanted) =>
      inOrder
        .filter((point) => utcOf(point.backupTime) <= atUtc)
        .reverse()
        .slice(0, wanted),
    after: async (utc) => inOrder.find((point) => utcOf(point.backupTime) > utc) ?? null,
  };
}

/**
 * For logins that cannot list restore points: any instant between the organization's first and last backup is explored as it is, and the
 * server takes the backup before it. The "point" is then that instant; before the first there is none, after the last it is the last.
 */
export function instantsAsPoints(
  organization: Pick<OrganizationReply, 'firstBackuptime' | 'lastBackuptime'>,
): PointSource {
  const first = organization.firstBackuptime ? utcOf(organization.firstBackuptime) : null;
  const last = organization.lastBackuptime ? utcOf(organization.lastBackuptime) : null;
  const asOf = (utc: string): RestorePointReply => ({
    id: `as-of:${utc}`,
    backupTime: utc,
    repositoryId: '',
    jobId: '',
    isExchange: true,
    isOneDrive: true,
    isSharePoint: true,
    isTeams: true,
    isCopy: false,
    isLongTermCopy: false,
    isRetrieved: false,
  });
  return {
    latest: async (atUtc) => {
      if (first === null || last === null || atUtc < first) return [];
      return [asOf([atUtc, last].sort()[0] ?? last)];
    },
    after: async (utc) => {
      if (first === null || last === null || utc >= last) return null;
      return asOf(utc < first ? first : last);
    },
  };
}
