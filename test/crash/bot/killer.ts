import { setTimeout as wait } from 'node:timers/promises';
import type { CrashStage } from './crashStage.ts';
import type { KillPoint } from './traps.ts';

/** Traps that nothing walks into for so long are taken away, and others are laid. */
const trapMilliseconds = 15_000;
const trapsAtATime = 4;
const lookEveryMilliseconds = 5;

/**
 * Kills the bot once at each of these points, in an order drawn at random, until there are none left or nothing more to do. Some traps
 * lie at a time, those of `first` always; the first that the bot walks into gets it.
 * @param random 0 up to, not including, 1
 * @returns how often it killed at each point
 */
export async function killAt(
  crash: CrashStage,
  { first = [], points }: { readonly first?: readonly KillPoint[]; readonly points: readonly KillPoint[] },
  random: () => number,
  isOver: () => boolean,
): Promise<ReadonlyMap<string, number>> {
  const left = [...first, ...points];
  let urgent = first.length;
  const kills = new Map<string, number>();
  while (left.length > 0 && !isOver()) {
    const drawnPlaces = Array.from({ length: trapsAtATime }, () => Math.floor(random() * left.length));
    const drawn = [...new Set([...Array.from({ length: urgent }, (_, place) => place), ...drawnPlaces])];
    const traps = drawn.map((place) => ({ place, point: left[place], trap: left[place]?.arm(crash) }));
    const givenUpAt = performance.now() + trapMilliseconds;
    const sprung = () =>
      traps
        .map(({ place, point, trap }) => ({ place, point, trap, port: trap?.sprung() ?? null }))
        .find(({ port }) => port !== null);
    let hit = sprung();
    while (!hit && !isOver() && performance.now() < givenUpAt) {
      await wait(lookEveryMilliseconds);
      hit = sprung();
    }
    for (const { trap } of traps) trap?.disarm();
    if (!hit?.point) continue;
    hit.trap?.atKill?.();
    crash.note(`killed: ${hit.point.name}`);
    await crash.bots.kill(hit.port ? crash.bots.withPort(hit.port) : Math.floor(random() * crash.bots.count));
    kills.set(hit.point.name, (kills.get(hit.point.name) ?? 0) + 1);
    left.splice(hit.place, 1);
    if (hit.place < urgent) urgent -= 1;
    // The next traps lie somewhere in what the bot does after it has started.
    await wait(random() * 600);
  }
  return kills;
}
