import type { Clock } from '../../lib/clock.ts';
import type { Job } from '../../ports/jobs.ts';
import type { AuditEntry, Unit } from '../../ports/store.ts';
import { appendAudit, auditHead } from '../auditAppend.ts';
import type { Flavour, Writer } from '../database.ts';
import { cardsOf } from './cards.ts';
import { clicksOf, settingsOf } from './clicksAndSettings.ts';
import { conversationsOf } from './conversations.ts';
import { requestsOf } from './requests.ts';
import { stepsOf } from './steps.ts';

/** A unit and what its transaction does last, just before it commits. */
export type OpenUnit = { readonly unit: Unit; readonly beforeCommit: () => Promise<void> };

/** The unit of work over a transaction; `enqueue` is the job engine's own way to add a job in it. */
export function openUnit(
  db: Writer,
  flavour: Flavour,
  clock: Clock,
  enqueue: (db: Writer, job: Job) => Promise<void>,
): OpenUnit {
  const entries: AuditEntry[] = [];
  const unit: Unit = {
    requests: requestsOf(db, flavour),
    steps: stepsOf(db),
    cards: cardsOf(db),
    conversations: conversationsOf(db, () => clock.now().toISOString()),
    clicks: clicksOf(db),
    settings: settingsOf(db),
    audit: { append: async (entry) => void entries.push(entry), head: () => auditHead(db) },
    enqueue: (job) => enqueue(db, job),
  };
  // Last, because the end of the chain is one row that everybody needs: held shortest, and always after every other lock.
  return { unit, beforeCommit: () => appendAudit(db, flavour, entries) };
}
