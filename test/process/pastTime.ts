import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RestoreRequest } from '../../src/domain/request.ts';

const milliseconds = 3_600_000;

/**
 * Moves what the database of a bot that is down says of a request into the past, as if it had been sent and decided on so many hours
 * earlier. `jobs: 'due'` makes everything planned for later due now, `'late'` leaves the plan as it is, as after an outage in which the
 * request's time ran out before its job did.
 */
export function moveIntoPast(dataFolder: string, requestId: string, hours: number, jobs: 'due' | 'late'): void {
  const database = new DatabaseSync(join(dataFolder, 'restore-bot.sqlite'));
  const earlier = (utc: string) => new Date(Date.parse(utc) - hours * milliseconds).toISOString();
  const row = database.prepare('select document from request where id = ?').get(requestId) as { document: string };
  const request = JSON.parse(row.document) as RestoreRequest;
  const moved: RestoreRequest = {
    ...request,
    stateSinceUtc: earlier(request.stateSinceUtc),
    createdAtUtc: earlier(request.createdAtUtc),
    ...(request.sentAtUtc === undefined ? {} : { sentAtUtc: earlier(request.sentAtUtc) }),
    decisions: request.decisions.map((decision) => ({ ...decision, atUtc: earlier(decision.atUtc) })),
  };
  database
    .prepare('update request set document = ?, created_at_utc = ? where id = ?')
    .run(JSON.stringify(moved), moved.createdAtUtc, requestId);
  if (jobs === 'due') database.exec(`update job set due_at = ${Date.now()} where due_at > ${Date.now()}`);
  database.close();
}
