import { CamelCasePlugin, type Dialect, Kysely, type KyselyPlugin, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';

export type Database = Kysely<Tables>;
export type Writer = Transaction<Tables>;

/** What differs between the two databases where one query serves both. */
export type Flavour = 'sqlite' | 'postgres';

/** A typed database over a dialect; names are snake case in SQL and camel case in code. */
export const databaseOver = (dialect: Dialect): Database =>
  new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] });

export const endedText = 'This unit of work has ended. Await everything it does within its function.';

/**
 * Makes every query fail once `ended` says so. A promise nobody awaited would otherwise write after its transaction, and on the
 * one connection of SQLite even into somebody else's.
 */
export const failsAfterEnd = (ended: () => boolean): KyselyPlugin => ({
  transformQuery: ({ node }) => {
    if (ended()) throw new Error(endedText);
    return node;
  },
  transformResult: async ({ result }) => result,
});
