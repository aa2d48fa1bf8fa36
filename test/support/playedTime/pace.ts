import { playedAt, readPace, realNow } from './timeFile.ts';

const file = process.env.PLAYED_TIME_FILE ?? '';
let pace = readPace(file);

/** The present of a process that lives in played time, in milliseconds. */
export const playedNow = (): number => Math.floor(playedAt(pace, realNow()));
/** How many times as fast as the machine's it goes. */
export const playedSpeed = (): number => pace.speed;

const moved = new Set<() => void>();
/** Calls when time was moved. */
export const whenMoved = (callback: () => void): void => void moved.add(callback);

process.on('SIGUSR2', () => {
  pace = readPace(file);
  for (const callback of moved) callback();
});
