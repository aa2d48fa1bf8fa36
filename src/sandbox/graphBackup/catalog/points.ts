import { kindNames } from '../kinds.ts';
import type { Simulator } from '../simulator.ts';
import { findUnit, type Unit } from './units.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const weekMs = 7 * dayMs;
/** Ten-minute points of drives and sites last this long, then one a week stays (graph.md §6.4). */
const denseDays = 14;

export type Point = {
  readonly id: string;
  readonly unit: Unit;
  readonly timeUtc: string;
  readonly expiresUtc: string;
  readonly isFast: boolean;
};

/** A stretch of time with points at every multiple of a step. */
type Grid = { readonly fromMs: number; readonly toMs: number; readonly stepMs: number };

/** Where a unit has points now, oldest stretch first. Express points are one a day, then the weekly ones *(inference)*. */
function gridsOf(simulator: Simulator, unit: Unit, fastOnly: boolean): readonly Grid[] {
  const nowMs = simulator.clock.now().getTime();
  const firstMs = Math.max(Date.parse(unit.protectedSinceUtc), nowMs - simulator.switches.retentionDays * dayMs);
  if (unit.kind === 'exchange') return fastOnly ? [] : [{ fromMs: firstMs, toMs: nowMs, stepMs: 10 * minuteMs }];
  const cutMs = Math.max(firstMs, nowMs - denseDays * dayMs);
  return [
    { fromMs: firstMs, toMs: cutMs - 1, stepMs: weekMs },
    { fromMs: cutMs, toMs: nowMs, stepMs: fastOnly ? dayMs : 10 * minuteMs },
  ];
}

/** The newest point within a period, or null. */
export function latestPoint(
  simulator: Simulator,
  unit: Unit,
  fastOnly: boolean,
  fromMs: number,
  toMs: number,
): Point | null {
  for (const grid of gridsOf(simulator, unit, fastOnly).toReversed()) {
    const at = Math.floor(Math.min(toMs, grid.toMs) / grid.stepMs) * grid.stepMs;
    if (at >= Math.max(fromMs, grid.fromMs)) return pointAt(simulator, unit, at);
  }
  return null;
}

/** The oldest point within a period, or null. */
export function oldestPoint(
  simulator: Simulator,
  unit: Unit,
  fastOnly: boolean,
  fromMs: number,
  toMs: number,
): Point | null {
  for (const grid of gridsOf(simulator, unit, fastOnly)) {
    const at = Math.ceil(Math.max(fromMs, grid.fromMs) / grid.stepMs) * grid.stepMs;
    if (at <= Math.min(toMs, grid.toMs)) return pointAt(simulator, unit, at);
  }
  return null;
}

function pointAt(simulator: Simulator, unit: Unit, atMs: number): Point {
  return {
    id: `${unit.id}_${atMs / 1000}_${kindNames[unit.kind].pointSuffix}`,
    unit,
    timeUtc: new Date(atMs).toISOString(),
    expiresUtc: new Date(atMs + simulator.switches.retentionDays * dayMs).toISOString(),
    isFast: unit.kind !== 'exchange' && atMs % dayMs === 0,
  };
}

/** A point by its id, if the unit still has it. */
export function findPoint(simulator: Simulator, id: string): Point | undefined {
  const [, unitId, seconds] = /^([0-9a-f-]{36})_(\d+)_(?:12_2|14_1)$/.exec(id) ?? [];
  const unit = unitId === undefined ? undefined : findUnit(simulator.world, unitId);
  if (!unit || seconds === undefined) return undefined;
  const atMs = Number(seconds) * 1000;
  const point = latestPoint(simulator, unit, false, atMs, atMs);
  return point?.id === id ? point : undefined;
}

/** A point as the service tells it. */
export const presentPoint = (point: Point): object => ({
  '@odata.type': '#microsoft.graph.restorePoint',
  id: point.id,
  protectionDateTime: point.timeUtc.replace('.000Z', 'Z'),
  expirationDateTime: point.expiresUtc.replace('.000Z', 'Z'),
  tags: point.isFast ? 'fastRestore' : 'none',
});
