import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How played time follows from the machine's: it began at one instant of each, and goes so many times as fast since. Milliseconds. */
export type Pace = { readonly realFrom: number; readonly playedFrom: number; readonly speed: number };

/** The machine's own time, taken before anything puts another in its place. */
export const realNow: () => number = Date.now.bind(Date);

export const playedAt = ({ realFrom, playedFrom, speed }: Pace, real: number): number =>
  playedFrom + (real - realFrom) * speed;

export const readPace = (file: string): Pace => JSON.parse(readFileSync(file, 'utf8'));

/** Written in one step: processes read it whenever they are told to. */
export function writePace(file: string, pace: Pace): void {
  writeFileSync(`${file}.next`, JSON.stringify(pace));
  renameSync(`${file}.next`, file);
}
