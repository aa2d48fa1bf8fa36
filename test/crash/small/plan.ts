export * from '../../../src/api/graph/run/plan.ts';

/** In the place of 50: no request of the bot names so many people that they would not fit into one call. */
export const mostPerRequest = 2;
