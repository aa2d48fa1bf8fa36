import { browse, browseOn, createBrowse, getBrowse, listBrowse } from '../browse/browse.ts';
import { listPoints, searchPoints } from '../catalog/search.ts';
import { getUnit, listUnits } from '../catalog/units.ts';
import { kindNames, kinds } from '../kinds.ts';
import { type Doing, getRoot, getServiceApp, listServiceApps } from '../service/service.ts';
import { activateSession, deleteSession, patchSession } from '../sessions/change.ts';
import { createSession } from '../sessions/create.ts';
import { getSession, listArtifacts, listGranular, listSessions } from '../sessions/read.ts';
import type { Call, Reply } from './call.ts';

export type Route = {
  readonly method: string;
  /** Below the root; the id is the first group. */
  readonly path: RegExp;
  /** Any of these permissions will do. */
  readonly permissions: readonly string[];
  readonly doing: Doing;
  /** Whether it is about parts of OneDrives and sites, which takes a role of its own. */
  readonly ofParts?: true;
  readonly answer: (call: Call) => Reply;
};

const control = ['BackupRestore-Control.Read.All', 'BackupRestore-Control.ReadWrite.All'];
const configuration = ['BackupRestore-Configuration.Read.All', 'BackupRestore-Configuration.ReadWrite.All'];
const search = ['BackupRestore-Search.Read.All'];
const write = ['BackupRestore-Restore.ReadWrite.All'];
const readSessions = ['BackupRestore-Restore.Read.All', ...write];
/** The lists of whole artifacts name no higher permission (graph.md §5). */
const readArtifacts = ['BackupRestore-Restore.Read.All'];

const id = '([^/]+)';
const at = (text: string): RegExp => new RegExp(`^${text}$`);

const unitCasts = {
  exchange: 'mailboxProtectionUnit',
  oneDrive: 'driveProtectionUnit',
  sharePoint: 'siteProtectionUnit',
} as const;
const browseCollections = {
  oneDrive: 'oneDriveForBusinessBrowseSessions',
  sharePoint: 'sharePointBrowseSessions',
} as const;

/**
 * What this service routes. The model and the SDKs also have `/mailboxProtectionUnits` and their like at the root: those answer 404 on a
 * real tenant, so they are not here (graph.md §2.1).
 */
export const routes: readonly Route[] = [
  { method: 'GET', path: at('/?'), permissions: control, doing: 'service', answer: getRoot },
  { method: 'GET', path: at('/serviceApps'), permissions: control, doing: 'service', answer: listServiceApps },
  { method: 'GET', path: at(`/serviceApps/${id}`), permissions: control, doing: 'service', answer: getServiceApp },
  ...kinds.map((kind) => ({
    method: 'GET',
    path: at(`/protectionUnits/(?:microsoft\\.)?graph\\.${unitCasts[kind]}`),
    permissions: configuration,
    doing: 'read' as const,
    answer: listUnits(kind),
  })),
  { method: 'GET', path: at('/protectionUnits'), permissions: configuration, doing: 'read', answer: listUnits(null) },
  { method: 'GET', path: at(`/protectionUnits/${id}`), permissions: configuration, doing: 'read', answer: getUnit },
  { method: 'POST', path: at('/restorePoints/search'), permissions: search, doing: 'read', answer: searchPoints },
  { method: 'GET', path: at('/restorePoints'), permissions: search, doing: 'read', answer: listPoints },
  { method: 'GET', path: at('/restoreSessions'), permissions: readSessions, doing: 'read', answer: listSessions(null) },
  { method: 'GET', path: at(`/restoreSessions/${id}`), permissions: readSessions, doing: 'read', answer: getSession },
  { method: 'DELETE', path: at(`/restoreSessions/${id}`), permissions: write, doing: 'restore', answer: deleteSession },
  {
    method: 'POST',
    path: at(`/restoreSessions/${id}/activate`),
    permissions: write,
    doing: 'restore',
    answer: activateSession,
  },
  ...kinds.flatMap((kind): Route[] => {
    const { sessions, artifacts, granular } = kindNames[kind];
    const one = `/${sessions}/${id}`;
    return [
      { method: 'GET', path: at(`/${sessions}`), permissions: readSessions, doing: 'read', answer: listSessions(kind) },
      { method: 'POST', path: at(`/${sessions}`), permissions: write, doing: 'restore', answer: createSession(kind) },
      { method: 'GET', path: at(one), permissions: readSessions, doing: 'read', answer: getSession },
      { method: 'PATCH', path: at(one), permissions: write, doing: 'restore', answer: patchSession(kind) },
      {
        method: 'GET',
        path: at(`${one}/${artifacts}`),
        permissions: readArtifacts,
        doing: 'read',
        answer: listArtifacts(kind),
      },
      {
        method: 'GET',
        path: at(`${one}/${granular}`),
        permissions: write,
        doing: 'read',
        ...(kind === 'exchange' ? {} : { ofParts: true as const }),
        answer: listGranular(kind),
      },
    ];
  }),
  { method: 'GET', path: at('/browseSessions'), permissions: write, doing: 'read', ofParts: true, answer: listBrowse },
  ...(['oneDrive', 'sharePoint'] as const).flatMap((kind): Route[] => {
    const one = `/${browseCollections[kind]}/${id}`;
    return [
      {
        method: 'POST',
        path: at(`/${browseCollections[kind]}`),
        permissions: write,
        doing: 'restore',
        ofParts: true,
        answer: createBrowse(kind),
      },
      { method: 'GET', path: at(one), permissions: write, doing: 'read', ofParts: true, answer: getBrowse },
      { method: 'POST', path: at(`${one}/browse`), permissions: write, doing: 'read', ofParts: true, answer: browse },
      { method: 'GET', path: at(`${one}/browse`), permissions: write, doing: 'read', ofParts: true, answer: browseOn },
    ];
  }),
];
