import { deciderAt, deciderOf, type RestoreRequest, requestLabel } from '../domain/request.ts';
import type { RunContext } from '../ports/provider.ts';
import type { Unit } from '../ports/store.ts';

/** What a provider may know of a request's present run, or null when there is none. */
export async function runContextOf(
  unit: Unit,
  request: RestoreRequest,
  runId = request.run?.id,
): Promise<RunContext | null> {
  const { content, run } = request;
  if (!content || runId === undefined) return null;
  const steps = await unit.steps.of(runId);
  const [first] = steps;
  // A run that is not the present one may be of a revision somebody else decided on.
  const decider = runId === run?.id || !first ? deciderOf(request) : deciderAt(request, first.openedAtUtc);
  return {
    runId,
    label: requestLabel(request),
    attempt: run?.attempt ?? 1,
    tenantId: request.tenantId,
    requesterId: request.requester.id,
    deciderId: decider.id,
    workload: content.workload,
    targets: content.targets,
    selection: content.selection,
    askedTime: content.askedTime,
    destination: content.destination,
    options: content.options,
    reason: content.reason,
    steps,
  };
}
