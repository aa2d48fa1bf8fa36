import type { Job, JobData } from '../ports/jobs.ts';
import type { FlowDeps } from './deps.ts';

/**
 * Tells the admins who are named by a group what those named by id were told when it happened. A job, because only the directory knows
 * who they are: while it cannot be asked this is tried again, and nobody waits for it. Everyone is told once, by a job of their own.
 */
export async function tellAdminGroups(
  deps: Pick<FlowDeps, 'store' | 'policy' | 'directory' | 'log'>,
  { tell }: JobData['adminGroups'],
): Promise<void> {
  const { people, groups } = deps.policy.admins;
  const members = (await Promise.all(groups.map((groupId) => deps.directory.membersOf(groupId)))).flat();
  const ids = [...new Set(members.map(({ id }) => id))].filter((id) => !people.includes(id));
  if (ids.length + people.length === 0) deps.log.error({ about: tell.about }, 'no admin to tell');
  await deps.store.transaction(async (unit) => {
    for (const personId of ids) await unit.enqueue(jobFor(personId, tell));
  });
}

function jobFor(personId: string, tell: JobData['adminGroups']['tell']): Job {
  if (tell.about !== 'attention') return { queue: 'adminNotice', data: { personId, notice: tell } };
  const { requestId, revision, about } = tell;
  return { queue: 'notice', data: { requestId, revision, to: { kind: 'person', personId, role: 'admin' }, about } };
}
