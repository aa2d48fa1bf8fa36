import type { Unit } from '../../../src/ports/store.ts';
import type { Writer } from '../../../src/store/database.ts';
import { stepsOf as journalOf } from '../../../src/store/unit/steps.ts';

type Steps = Unit['steps'];
/** Steps that are open now; a kill forgets them, which is what is broken here. */
const open = new Map<string, Parameters<Steps['open']>>();
const keyOf = (runId: string, name: string, attempt: number): string => `${runId} ${name} ${attempt}`;

/** The journal of a build that forgot to write a step down before its call: it is written only after it. */
export function stepsOf(db: Writer): Steps {
  const journal = journalOf(db);
  return {
    ...journal,
    open: async (runId, requestId, step) =>
      void open.set(keyOf(runId, step.name, step.attempt), [runId, requestId, step]),
    close: async (runId, name, attempt, result) => {
      const step = open.get(keyOf(runId, name, attempt));
      if (step) await journal.open(...step);
      await journal.close(runId, name, attempt, result);
    },
    drop: async (runId, name, attempt) => void open.delete(keyOf(runId, name, attempt)),
  };
}
