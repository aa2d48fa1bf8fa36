import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { foldersOf, isFolderPresentAt, isItemPresentAt, isWithin, itemsOf, versionAt } from '../../world/history.ts';
import type { Folder, Item } from '../../world.ts';
import { requirePoint } from '../catalog/search.ts';
import { containersOf, findUnit, siteIdOf, type Unit } from '../catalog/units.ts';
import { readBody } from '../http/body.ts';
import { type Call, ok, type Reply } from '../http/call.ts';
import { GraphRefusal, invalid } from '../http/refusal.ts';
import { nowUtc, plusSeconds, type Simulator, vendorTime } from '../simulator.ts';
import type { BrowseSession } from '../state.ts';
import { keyOf, thingIdOf, urlOf } from './keys.ts';

const daysToLive = 3;
const pageSize = 10;
const types = {
  oneDrive: '#microsoft.graph.oneDriveForBusinessBrowseSession',
  sharePoint: '#microsoft.graph.sharePointBrowseSession',
} as const;

function unitOf(simulator: Simulator, session: BrowseSession): Unit {
  const unit = findUnit(simulator.world, session.unitId);
  if (!unit) throw new Error('a browse session of nothing');
  return unit;
}

const isOver = (simulator: Simulator, { createdUtc }: BrowseSession): boolean =>
  plusSeconds(createdUtc, daysToLive * 86_400) <= nowUtc(simulator);

function present(call: Call, session: BrowseSession): object {
  const { simulator } = call;
  const unit = unitOf(simulator, session);
  const size = itemsOf(simulator.world, unit.container.id).reduce(
    (sum, item) => sum + (versionAt(item, session.pointTimeUtc)?.sizeBytes ?? 0),
    0,
  );
  const isReady = plusSeconds(session.createdUtc, simulator.speed.secondsToBrowse) <= nowUtc(simulator);
  return {
    '@odata.type': types[session.kind],
    id: session.id,
    restorePointId: session.pointId,
    restorePointDateTime: vendorTime(session.pointTimeUtc),
    status: !isReady ? 'creating' : simulator.switches.browseFails ? 'failed' : 'created',
    createdDateTime: vendorTime(session.createdUtc),
    expirationDateTime: vendorTime(plusSeconds(session.createdUtc, daysToLive * 86_400)),
    backupSizeInBytes: String(size),
    error:
      isReady && simulator.switches.browseFails
        ? { code: 'SiteLocked', message: 'The site is locked.', target: '', details: [] }
        : null,
    ...(session.kind === 'sharePoint'
      ? { siteId: siteIdOf(unit.container) }
      : { directoryObjectId: unit.container.ownerId }),
  };
}

/** `POST /{kind}BrowseSessions`: of an express point only. */
export const createBrowse =
  (kind: 'oneDrive' | 'sharePoint') =>
  (call: Call): Reply => {
    const { simulator } = call;
    const body = z.strictObject({ '@odata.type': z.string().optional(), restorePointId: z.string() });
    const { restorePointId } = readBody(call, body, 'InvalidRestorePoint');
    const point = requirePoint(simulator, restorePointId);
    // The code is not documented (graph.md §11 #6).
    if (!point.isFast || point.unit.kind !== kind)
      throw invalid('InvalidRestorePoint', 'Only fast restore points can be browsed.');
    const session: BrowseSession = {
      id: `m_${randomBytes(24).toString('base64url')}`,
      kind,
      unitId: point.unit.id,
      pointId: point.id,
      pointTimeUtc: point.timeUtc,
      createdUtc: nowUtc(simulator),
    };
    simulator.state.browseSessions.push(session);
    return { status: 201, body: present(call, session) };
  };

function requireBrowse(call: Call): BrowseSession {
  const session = call.simulator.state.browseSessions.find(({ id }) => id === call.id);
  if (!session || isOver(call.simulator, session))
    throw new GraphRefusal(404, 'BrowseSessionNotFound', 'The browse session was not found.');
  return session;
}

/** `GET /{kind}BrowseSessions/{id}`. */
export const getBrowse = (call: Call): Reply => ok(present(call, requireBrowse(call)));

/** `GET /browseSessions`. */
export const listBrowse = (call: Call): Reply =>
  ok({
    '@odata.context': '/solutions/backupRestore/$metadata#browseSessions',
    value: call.simulator.state.browseSessions
      .filter((session) => !isOver(call.simulator, session))
      .map((session) => present(call, session)),
  });

type Entry = {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly size: number;
};

const query = z.strictObject({
  browseLocationItemKey: z.string().optional(),
  browseResourceType: z.enum(['site', 'documentLibrary', 'folder']).optional(),
  filter: z.string().optional(),
  orderBy: z.enum(['pathAsc', 'pathDsc', 'nameAsc', 'nameDsc']).optional(),
});
type Query = z.infer<typeof query>;

/** What lies below a place, directly or at any depth; without a place, the top: libraries and lists of the site and of its subsites. */
function entriesAt(
  simulator: Simulator,
  session: BrowseSession,
  key: string | undefined,
  deep: boolean,
): readonly Entry[] {
  const { world } = simulator;
  const unit = unitOf(simulator, session);
  const place = key === undefined ? null : thingIdOf(simulator, session, key);
  if (key !== undefined && (place === null || world.items.has(place)))
    throw invalid('BadRequest', 'The item key is not known.');
  const at = session.pointTimeUtc;
  const isBelow = (parentId: string | null): boolean =>
    parentId === place || (deep && (place === null || (parentId !== null && isWithin(world, parentId, place))));
  return containersOf(world, unit).flatMap((container) => {
    const folders = foldersOf(world, container.id).filter((one) => isBelow(one.parentId) && isFolderPresentAt(one, at));
    const items = itemsOf(world, container.id).filter((one) => isBelow(one.folderId) && isItemPresentAt(one, at));
    const folderEntry = (one: Folder): Entry => ({
      key: keyOf(simulator, session, one.parentId, one.id),
      name: one.name,
      type: one.parentId === null ? 'documentLibrary' : 'folder',
      path: urlOf(simulator, one.id),
      size: 0,
    });
    const itemEntry = (one: Item): Entry => ({
      key: keyOf(simulator, session, one.folderId, one.id),
      name: one.name,
      type: 'file',
      path: urlOf(simulator, one.id),
      size: versionAt(one, at)?.sizeBytes ?? 0,
    });
    return [...folders.map(folderEntry), ...items.map(itemEntry)];
  });
}

function pageAt(call: Call, session: BrowseSession, asked: Query, start: number): Reply {
  const [, part] = /^\(name -contains '((?:[^']|'')*)'\)$/.exec(asked.filter ?? '') ?? [];
  if (asked.filter !== undefined && part === undefined) throw invalid('BadRequest', 'The filter is not supported.');
  const words = (part ?? '').replaceAll("''", "'").toLowerCase();
  const deep = asked.filter !== undefined && call.simulator.switches.nameFilterReaches === 'below';
  const found = entriesAt(call.simulator, session, asked.browseLocationItemKey, deep).filter(({ name }) =>
    name.toLowerCase().includes(words),
  );
  const by = asked.orderBy?.startsWith('name') ? 'name' : 'path';
  const ordered = found.toSorted((a, b) => a[by].localeCompare(b[by]));
  if (asked.orderBy?.endsWith('Dsc')) ordered.reverse();
  const token = Buffer.from(JSON.stringify({ asked, start: start + pageSize })).toString('base64url');
  const origin = call.simulator.switches.nextLinks === 'absolute' ? 'https://graph.microsoft.com/v1.0' : '';
  const link = `${origin}/solutions/backupRestore${call.path}?$skiptoken=${token}`;
  const value = ordered.slice(start, start + pageSize);
  return ok({
    '@odata.count': value.length,
    ...(start + pageSize < ordered.length ? { '@odata.nextLink': link } : {}),
    value: value.map(({ key, name, type, path, size }) => ({
      itemKey: key,
      name,
      webUrl: path,
      type,
      itemsCount: 0,
      sizeInBytes: String(size),
    })),
  });
}

/** `POST /{kind}BrowseSessions/{id}/browse`. */
export function browse(call: Call): Reply {
  const session = requireBrowse(call);
  const isReady = plusSeconds(session.createdUtc, call.simulator.speed.secondsToBrowse) <= nowUtc(call.simulator);
  if (!isReady || call.simulator.switches.browseFails)
    throw invalid('BrowseSessionNotReady', 'The browse session is being created.');
  return pageAt(call, session, readBody(call, query, 'BadRequest'), 0);
}

/** The next page is a GET of the link, although the first was a POST. */
export function browseOn(call: Call): Reply {
  const session = requireBrowse(call);
  try {
    const text = Buffer.from(call.query.get('$skiptoken') ?? '', 'base64url').toString('utf8');
    const { asked, start } = z.object({ asked: query, start: z.number() }).parse(JSON.parse(text));
    return pageAt(call, session, asked, start);
  } catch {
    throw invalid('BadRequest', 'The token of the page is not valid.');
  }
}
