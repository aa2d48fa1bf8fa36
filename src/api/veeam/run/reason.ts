import type { RunContext } from '../../../ports/provider.ts';

/** What a session of ours is found by: request, step and, when it was started again, attempt. */
export const reasonPrefix = (run: Pick<RunContext, 'label' | 'attempt'>, step: string): string =>
  `${run.label}/${step}${run.attempt === 1 ? '' : `.${run.attempt}`}:`;

const longestReason = 250;

/** The reason a portal operator's session gets: ours to find it by, then the person's. */
export const reasonOf = (run: Pick<RunContext, 'label' | 'attempt' | 'reason'>, step: string): string =>
  `${reasonPrefix(run, step)} ${run.reason}`.slice(0, longestReason);
