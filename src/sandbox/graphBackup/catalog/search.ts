import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { itemsOf } from '../../world/history.ts';
import { instant, readBody } from '../http/body.ts';
import { type Call, ok, type Reply } from '../http/call.ts';
import { invalid } from '../http/refusal.ts';
import { mailDifferences } from '../restores/differences.ts';
import { nowUtc, type Simulator } from '../simulator.ts';
import { parseArtifactQuery } from './artifactQuery.ts';
import { findPoint, latestPoint, oldestPoint, type Point, presentPoint } from './points.ts';
import { findUnit, presentUnit, type Unit } from './units.ts';

const mostUnits = 20;
const badRequest = 'InvalidSearchRequest';

const searchBody = z.strictObject({
  protectionUnitIds: z.array(z.string()).min(1),
  protectionTimePeriod: z.strictObject({ startDateTime: instant.optional(), endDateTime: instant.optional() }),
  restorePointPreference: z.enum(['latest', 'oldest']).optional(),
  tags: z.enum(['none', 'fastRestore']).optional(),
  artifactQuery: z.strictObject({ artifactType: z.literal('message'), queryExpression: z.string() }).optional(),
});

function requireUnits(simulator: Simulator, ids: readonly string[]): readonly Unit[] {
  if (ids.length > mostUnits) throw invalid(badRequest, `At most ${mostUnits} protection units can be searched.`);
  return ids.map((id) => {
    const unit = findUnit(simulator.world, id);
    if (!unit) throw invalid('InvalidProtectionUnitId', 'Protection unit ID is invalid.');
    return unit;
  });
}

/** `POST /restorePoints/search`: at most 20 units, one point for each, never a second page. */
export function searchPoints(call: Call): Reply {
  const { simulator } = call;
  const body = readBody(call, searchBody, badRequest);
  const units = requireUnits(simulator, body.protectionUnitIds);
  const { startDateTime, endDateTime } = body.protectionTimePeriod;
  const fromMs = Date.parse(startDateTime ?? '1970-01-01T00:00:00Z');
  const toMs = Math.min(Date.parse(endDateTime ?? '9999-01-01T00:00:00Z'), simulator.clock.now().getTime());
  const find = body.restorePointPreference === 'oldest' ? oldestPoint : latestPoint;
  const found = units.map((unit) => find(simulator, unit, body.tags === 'fastRestore', fromMs, toMs));
  const searchResponseId = Buffer.from(randomUUID()).toString('base64').replace(/=+$/, '');
  const hits = body.artifactQuery
    ? keepMailSearch(simulator, searchResponseId, units, found, body.artifactQuery.queryExpression)
    : undefined;
  const missing = units.filter((_, index) => found[index] === null).map((unit) => unit.id);
  return ok({
    '@odata.context': '/solutions/backupRestore/$metadata#restorePoints',
    searchResponseId,
    searchResults: found
      .filter((point) => point !== null)
      .map((point) => ({
        ...(hits === undefined ? {} : { artifactHitCount: hits }),
        restorePoint: { ...presentPoint(point), protectionUnit: presentUnit(call, point.unit) },
      })),
    ...(missing.length > 0 ? { noResultProtectionUnitIds: missing } : {}),
  });
}

/** Remembers what a search over mail found, so that it can be restored; gives back the number of hits. */
function keepMailSearch(
  simulator: Simulator,
  id: string,
  units: readonly Unit[],
  found: readonly (Point | null)[],
  expression: string,
): number {
  const [unit] = units;
  if (!unit || units.length > 1 || unit.kind !== 'exchange')
    throw invalid(badRequest, 'An artifact query takes exactly one mailbox protection unit.');
  const isMeant = parseArtifactQuery(expression);
  const [point] = found;
  const items = point ? itemsOf(simulator.world, unit.container.id).filter(isMeant) : [];
  const changed = new Set(point ? mailDifferences(simulator, point).map((one) => one.item.id) : []);
  const itemIds = items.map((item) => item.id).filter((itemId) => changed.has(itemId));
  simulator.state.mailSearches.push({ id, unitId: unit.id, itemIds, madeUtc: nowUtc(simulator) });
  return itemIds.length;
}

const expandUnit = /^protectionUnit\(\$filter=id eq '([0-9a-fA-F-]{36})'\)$/;
const timeTerm = /^protectionDateTime (lt|le|gt|ge) (\S+)$/;
const mostPoints = 5;

/** `GET /restorePoints`: `$expand` of one unit and `$filter` by time are both needed; never more than five points. */
export function listPoints(call: Call): Reply {
  const { simulator, query } = call;
  const [, unitId] = expandUnit.exec(query.get('$expand') ?? '') ?? [];
  const terms = (query.get('$filter') ?? '').split(' and ').map((term) => timeTerm.exec(term.trim()));
  if (unitId === undefined || terms.some((term) => term === null))
    throw invalid(badRequest, 'Restore point input is invalid.');
  const [unit] = requireUnits(simulator, [unitId]);
  let fromMs = 0;
  let toMs = simulator.clock.now().getTime();
  for (const term of terms) {
    const [, operator, text] = term ?? [];
    const atMs = Date.parse(text ?? '');
    if (Number.isNaN(atMs)) throw invalid(badRequest, 'Restore point input is invalid.');
    if (operator === 'lt' || operator === 'le') toMs = Math.min(toMs, operator === 'lt' ? atMs - 1 : atMs);
    else fromMs = Math.max(fromMs, operator === 'gt' ? atMs + 1 : atMs);
  }
  const ascending = /^protectionDateTime( asc)?$/.test(query.get('$orderby') ?? '-');
  const points: Point[] = [];
  while (unit && points.length < mostPoints && fromMs <= toMs) {
    const point = (ascending ? oldestPoint : latestPoint)(simulator, unit, false, fromMs, toMs);
    if (point === null) break;
    points.push(point);
    if (ascending) fromMs = Date.parse(point.timeUtc) + 1;
    else toMs = Date.parse(point.timeUtc) - 1;
  }
  return ok({
    '@odata.context': '/solutions/backupRestore/$metadata#restorePoints',
    value: points.map((point) => ({ ...presentPoint(point), protectionUnit: presentUnit(call, point.unit) })),
  });
}

/** A point a client names; refused when the unit does not have it (any more). */
export function requirePoint(simulator: Simulator, id: string): Point {
  const point = findPoint(simulator, id);
  if (!point) throw invalid('InvalidRestorePoint', 'Restore Point ID is invalid or empty.');
  return point;
}
