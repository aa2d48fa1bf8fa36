/** How many kills a long run is asked for (`CRASH_KILLS=1000`); null for what runs on every commit. */
export const crashKills: number | null = process.env.CRASH_KILLS === undefined ? null : Number(process.env.CRASH_KILLS);

/** Kills at random instants beside the places every run kills at: a tenth of a long run for each further product and version. */
export const randomKills = (usually: number): number => (crashKills === null ? usually : Math.ceil(crashKills / 10));
