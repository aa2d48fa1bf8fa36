import { isFinal } from '../domain/request.ts';
import { audienceOf } from './audience.ts';
import type { FlowDeps } from './deps.ts';

/**
 * Asks one person in their 1:1 chat to sign in for the provider of a request. At least once, like every message. Somebody who has signed
 * in meanwhile is not asked; somebody who cannot be reached is in the log, and the request's card says whom it waits for.
 */
export async function askSignIn(
  deps: Pick<FlowDeps, 'store' | 'messenger' | 'providers' | 'log' | 'tenantId'>,
  job: { readonly requestId: string; readonly personId: string },
): Promise<void> {
  const { request, to } = await deps.store.transaction(async (unit) => ({
    request: await unit.requests.get(job.requestId),
    to: await unit.conversations.personal(deps.tenantId, job.personId),
  }));
  if (!request) return;
  const workload = request.content?.workload ?? request.draft.workload;
  const provider =
    isFinal(request.state) || request.run !== null
      ? deps.providers.byName(request.provider)
      : workload && deps.providers.forWorkload(workload);
  const people = provider?.people;
  if (!people || people.has(job.personId)) return;
  const question = { connection: people.connection, request };
  const delivery = to
    ? await deps.messenger.askSignIn(to, question, audienceOf(to))
    : ({ kind: 'unreachable', why: 'notInstalled' } as const);
  const facts = { requestId: request.id, personId: job.personId };
  if (delivery.kind === 'unreachable') deps.log.warn({ ...facts, why: delivery.why }, 'cannot be asked to sign in');
  else deps.log.info(facts, 'asked to sign in');
}
