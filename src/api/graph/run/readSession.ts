import type { GraphContext } from '../context.ts';
import { readAll } from '../pages.ts';
import { type ArtifactReply, artifactsReply, type SessionReply, sessionReply } from '../replies/sessions.ts';
import type { WorkloadTable } from '../workloadTable.ts';
import type { Shape } from './shape.ts';

/** One session by its id, or null when the service does not know it. */
export async function readSession({ api }: GraphContext, sessionId: string): Promise<SessionReply | null> {
  const path = `/restoreSessions/${encodeURIComponent(sessionId)}`;
  const answer = await api.ask(sessionReply, { method: 'GET', path });
  if ('value' in answer) return answer.value;
  if (answer.fault.code === 'BACKUP_SESSION_GONE' || answer.refused === '404') return null;
  throw answer.fault;
}

/** Everything a session restores. */
export const readArtifacts = (
  { api }: GraphContext,
  table: WorkloadTable,
  shape: Shape,
  sessionId: string,
): Promise<readonly ArtifactReply[]> =>
  readAll(api, artifactsReply, `/${table.sessions}/${encodeURIComponent(sessionId)}/${shape.list}`);
