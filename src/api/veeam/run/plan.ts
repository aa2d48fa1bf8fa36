import type { TargetPlan } from '../../../domain/terms.ts';
import type { RunContext, StepRecord } from '../../../ports/provider.ts';
import { type PickedCall, pickedCalls } from '../items/itemRef.ts';
import { exploreEvidence } from './journal.ts';

/** One changing call of a run. `explore` is the name of the step whose session a restore works in. */
export type PlannedStep =
  | { readonly kind: 'explore'; readonly name: string; readonly plans: readonly TargetPlan[] }
  | {
      readonly kind: 'restore';
      readonly name: string;
      readonly plans: readonly TargetPlan[];
      readonly explore: string;
      /** What was picked within the one target; absent for whole targets. */
      readonly picked?: PickedCall;
    };

const numbered = (word: string, number: number): string => (number === 1 ? word : `${word}-${number}`);

/** Targets that are restored from the same point share an explore session. */
function byPoint(targets: readonly TargetPlan[]): readonly TargetPlan[][] {
  const groups = new Map<string, TargetPlan[]>();
  for (const plan of targets) {
    const key = `${plan.point?.ref.repositoryId ?? ''} ${plan.point?.ref.backupTime ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  return [...groups.values()];
}

/**
 * Every step of a run in order: an explore for each point, so that all are checked before anything is restored; then for each point one
 * restore for all its targets or, without a bulk call, one for each. What was picked within a target takes one for each kind of thing.
 * Which of the two was decided when the explore step was journalled, so that the journal alone tells the rest of the run.
 */
export function plannedSteps(run: Pick<RunContext, 'targets' | 'selection' | 'steps'>): readonly PlannedStep[] {
  const groups = byPoint(run.targets).map((plans, index) => ({ plans, explore: numbered('explore', index + 1) }));
  const steps: PlannedStep[] = groups.map(({ plans, explore }) => ({ kind: 'explore', name: explore, plans }));
  let restores = 0;
  if (run.selection.kind === 'items') {
    const [first] = groups;
    for (const [index, picked] of pickedCalls(run.selection.items).entries())
      if (first) steps.push({ kind: 'restore', name: numbered('restore', index + 1), ...first, picked });
    return steps;
  }
  for (const { plans, explore } of groups) {
    const together = exploreEvidence.safeParse(recordOf(run, explore)?.evidence).data?.together !== false;
    for (const unit of together ? [plans] : plans.map((plan) => [plan])) {
      restores += 1;
      steps.push({ kind: 'restore', name: numbered('restore', restores), plans: unit, explore });
    }
  }
  return steps;
}

/** Whether a restore of this run was begun or may have been. */
export const hasBegunRestoring = (run: Pick<RunContext, 'steps'>): boolean =>
  run.steps.some((step) => step.name.startsWith('restore'));

/** The journal's record of a step, the latest if there are several. */
export const recordOf = (run: Pick<RunContext, 'steps'>, name: string): StepRecord | undefined =>
  run.steps.findLast((step) => step.name === name);
