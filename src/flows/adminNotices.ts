import type { AdminNotice, Job } from '../ports/jobs.ts';
import type { FlowDeps } from './deps.ts';

/** Jobs that send a notice to each admin; everyone is a job of their own, so nobody waits for another. */
export const adminNotices = ({ policy }: Pick<FlowDeps, 'policy'>, notice: AdminNotice): readonly Job[] =>
  policy.admins.people.map((personId) => ({ queue: 'adminNotice', data: { personId, notice } }));
