import type { RequestEvent } from '../domain/events.ts';
import type { RequestContent } from '../domain/request.ts';
import type { Json } from '../domain/terms.ts';
import { Fault } from '../lib/fault.ts';
import type { Prepared, Provider, RunContext, StepRecord } from '../ports/provider.ts';
import type { Unit } from '../ports/store.ts';
import { change } from './change.ts';
import type { FlowDeps } from './deps.ts';
import { startJob } from './effectsToJobs.ts';
import { runContextOf } from './runContext.ts';

export type StartDeps = Pick<
  FlowDeps,
  'store' | 'policy' | 'clock' | 'providers' | 'announceChannelId' | 'log' | 'newId' | 'tenantId' | 'replicaId'
>;

/**
 * Performs the remaining start steps of a run, each journalled before and after its one call (design §5.3).
 *
 * An open step found here was interrupted: it is settled by the provider, never repeated on a guess. Leaves the request `running`, back for
 * approval when the restore point moved, or in `needsAttention`. Throws the provider's faults; a step that certainly did nothing is
 * dropped from the journal first, any other stays open and is settled at the next try.
 */
export async function performSteps(
  deps: StartDeps,
  provider: Provider,
  requestId: string,
  begun: RunContext,
): Promise<void> {
  let run = begun;
  for (;;) {
    const open = run.steps.find((step) => step.result === null);
    if (open) {
      if (!(await settled(deps, provider, requestId, run, open))) return;
    } else {
      const step = provider.nextStep(run);
      if (step === null) return finishStart(deps, requestId, run);
      if (!(await performed(deps, provider, requestId, run, step))) return;
    }
    const next = await refreshed(deps, requestId, run);
    if (!next) return;
    run = next;
  }
}

/** The run as the journal has it now; null when the request moved on without us. */
async function refreshed(deps: StartDeps, requestId: string, run: RunContext): Promise<RunContext | null> {
  return deps.store.transaction(async (unit) => {
    const request = await unit.requests.get(requestId);
    if (!request || request.run?.id !== run.runId || request.state !== 'starting') return null;
    return runContextOf(unit, request);
  });
}

async function finishStart(deps: StartDeps, requestId: string, run: RunContext): Promise<void> {
  await ifOurs(deps, requestId, run, (unit, request) => change(unit, deps, request, { type: 'runStarted' }));
}

async function performed(
  deps: StartDeps,
  provider: Provider,
  requestId: string,
  run: RunContext,
  name: string,
): Promise<boolean> {
  const prepared = await provider.prepare(name, run);
  if (prepared.kind === 'pointMoved') {
    await ifOurs(deps, requestId, run, async (unit, request) => {
      if (request.content)
        await change(unit, deps, request, movedEvent(deps, provider, run, name, request.content, prepared));
    });
    return false;
  }
  const attempt = run.steps.filter((step) => step.name === name).length + 1;
  const { evidence } = prepared;
  const openedAtUtc = deps.clock.now().toISOString();
  const journalled = await ifOurs(deps, requestId, run, (unit) =>
    unit.steps.open(run.runId, requestId, { name, attempt, evidence, openedAtUtc }),
  );
  if (!journalled) return false;
  let result: Json;
  try {
    result = await provider.perform(name, run, evidence);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.effect === 'none') {
      await deps.store.transaction((unit) => unit.steps.drop(run.runId, name, attempt));
    }
    throw thrown;
  }
  await deps.store.transaction((unit) => unit.steps.close(run.runId, name, attempt, result));
  return true;
}

/**
 * What it means that another restore point, or more items, would be used: back for approval; nothing to restore from any more; or, when part of the run
 * already restores, a matter for an admin, because asking again would restore that part twice.
 */
function movedEvent(
  deps: StartDeps,
  provider: Provider,
  run: RunContext,
  step: string,
  content: RequestContent,
  { targets, selection = content.selection }: Extract<Prepared, { kind: 'pointMoved' }>,
): RequestEvent {
  if (provider.hasStarted(run)) {
    const sinceUtc = deps.clock.now().toISOString();
    return { type: 'unproven', attention: { step, sinceUtc, candidates: [], explanation: 'partlyStarted' } };
  }
  if (targets.some((plan) => plan.point === null)) return { type: 'failed', faultCode: 'RESTORE_POINT_GONE' };
  return { type: 'pointMoved', content: { ...content, targets, selection } };
}

async function settled(
  deps: StartDeps,
  provider: Provider,
  requestId: string,
  run: RunContext,
  open: StepRecord,
): Promise<boolean> {
  const settlement = await provider.settle(open, run);
  deps.log.info({ requestId, runId: run.runId, step: open.name, settlement: settlement.kind }, 'open step settled');
  switch (settlement.kind) {
    case 'done':
      await deps.store.transaction((unit) => unit.steps.close(run.runId, open.name, open.attempt, settlement.result));
      return true;
    case 'repeat':
      await deps.store.transaction((unit) => unit.steps.drop(run.runId, open.name, open.attempt));
      return true;
    case 'lookAgain':
      // Planned, not failed: the next look comes when it was asked for, however often the process was killed before.
      await ifOurs(deps, requestId, run, (unit, request) => {
        const at = new Date(deps.clock.now().getTime() + settlement.afterSeconds * 1000).toISOString();
        return unit.enqueue(startJob(request, at));
      });
      return false;
    case 'unproven':
      await ifOurs(deps, requestId, run, (unit, request) =>
        change(unit, deps, request, {
          type: 'unproven',
          attention: { ...settlement.attention, step: open.name, sinceUtc: open.openedAtUtc },
        }),
      );
      return false;
    default:
      return settlement satisfies never;
  }
}

/** Does something in a transaction if the request still is in this run's start; false when it is not. */
async function ifOurs(
  deps: StartDeps,
  requestId: string,
  run: RunContext,
  work: (unit: Unit, request: NonNullable<Awaited<ReturnType<Unit['requests']['get']>>>) => Promise<unknown>,
): Promise<boolean> {
  return deps.store.transaction(async (unit) => {
    const request = await unit.requests.get(requestId);
    if (!request || request.run?.id !== run.runId || request.state !== 'starting') return false;
    await work(unit, request);
    return true;
  });
}
