import type { AdminNotice, Job } from '../ports/jobs.ts';
import type { FlowDeps } from './deps.ts';

/**
 * Jobs that send a notice to each admin; everyone is a job of their own, so nobody waits for another. Those named by a group are found
 * by a job too, so nobody waits for the directory either.
 */
export const adminNotices = (deps: Pick<FlowDeps, 'policy'>, notice: AdminNotice): readonly Job[] => [
  ...deps.policy.admins.people.map((personId): Job => ({ queue: 'adminNotice', data: { personId, notice } })),
  ...adminGroupJobs(deps, notice),
];

/** The job that tells the admins who are named by a group; none where the policy names no group. */
export const adminGroupJobs = ({ policy }: Pick<FlowDeps, 'policy'>, tell: AdminGroupsTell): readonly Job[] =>
  policy.admins.groups.length === 0 ? [] : [{ queue: 'adminGroups', data: { tell } }];

type AdminGroupsTell = Extract<Job, { queue: 'adminGroups' }>['data']['tell'];
