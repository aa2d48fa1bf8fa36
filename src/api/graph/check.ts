import * as z from 'zod';
import type { FaultCode } from '../../domain/faults.ts';
import type { GraphApi } from './graphApi.ts';
import { rootReply, serviceAppReply } from './replies/service.ts';
import type { GraphSettings } from './settings.ts';

/** What the bot does needs these, all of them; lists of artifacts and search take no higher permission instead (graph.md §5). */
export const neededPermissions = [
  'BackupRestore-Control.Read.All',
  'BackupRestore-Configuration.Read.All',
  'BackupRestore-Search.Read.All',
  'BackupRestore-Restore.Read.All',
  'BackupRestore-Restore.ReadWrite.All',
] as const;

const claims = z.object({ roles: z.array(z.string()).nullish(), scp: z.string().nullish() });

/** The permissions a token carries, or null when it cannot be read; nothing else of it is looked at. */
export function permissionsIn(token: string): readonly string[] | null {
  try {
    const parsed = claims.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
    return [...(parsed.roles ?? []), ...(parsed.scp ?? '').split(' ')];
  } catch {
    return null;
  }
}

/** Why restores are not possible now, or null. Throws the faults of the calls themselves. */
export async function whyNotReady(settings: GraphSettings, api: GraphApi): Promise<FaultCode | null> {
  const held = permissionsIn(await settings.tokens.get(`${settings.graphOrigin}/.default`));
  if (held && neededPermissions.some((permission) => !held.includes(permission))) return 'GRAPH_PERMISSION';
  const root = await api.call(rootReply, { method: 'GET', path: '' });
  const status = root.serviceStatus?.status ?? '';
  if (status === 'restoreLocked') return 'GRAPH_RESTORE_LOCKED';
  if (status !== 'enabled' && status !== 'protectionChangeLocked') return 'GRAPH_BACKUP_OFF';
  const path = `/serviceApps/${encodeURIComponent(settings.appId)}`;
  const app = await api.ask(serviceAppReply, { method: 'GET', path });
  if ('fault' in app) {
    // Without a registration Microsoft may be the controller; whether an app may restore then is not documented (graph.md §1 ⚠ #1).
    if (app.refused === 'ServiceAppNotFound' || app.refused === '404') return null;
    throw app.fault;
  }
  return app.value.status === 'active' || app.value.status === 'pendingInactive' ? null : 'GRAPH_NOT_CONTROLLER';
}
