/** How many kills a long run is asked for (`CRASH_KILLS=1000`); null for what runs on every commit. */
export const crashKills: number | null = process.env.CRASH_KILLS === undefined ? null : Number(process.env.CRASH_KILLS);
