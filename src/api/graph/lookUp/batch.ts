/**
 * Gathers questions asked in the same turn and answers them with one load. `load` gives one answer per question, in order; when it
 * throws, all that were asked together fail.
 */
export function createBatch<Q, A>(
  load: (questions: readonly Q[]) => Promise<readonly A[]>,
): (question: Q) => Promise<A> {
  type Waiting = { readonly question: Q; resolve(answer: A): void; reject(thrown: unknown): void };
  let waiting: Waiting[] = [];

  async function run(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const answers = await load(batch.map(({ question }) => question));
      for (const [index, { resolve }] of batch.entries()) resolve(answers[index] as A);
    } catch (thrown) {
      for (const { reject } of batch) reject(thrown);
    }
  }

  return (question) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void run());
      waiting.push({ question, resolve, reject });
    });
}

/** Cuts a list into pieces of at most so many. */
export const chunks = <T>(all: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, index) => all.slice(index * most, (index + 1) * most));
