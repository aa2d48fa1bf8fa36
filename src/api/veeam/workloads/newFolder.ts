import type { RunContext } from '../../../ports/provider.ts';

/** The folder a restore to a new place goes into; a second start of the same request goes into one of its own. */
export const newFolder = (run: Pick<RunContext, 'label' | 'attempt'>): string =>
  `Restored ${run.label}${run.attempt === 1 ? '' : ` (${run.attempt})`}`;
