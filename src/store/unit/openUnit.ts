import type { AuditEntry } from '../../domain/auditChain.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Job } from '../../ports/jobs.ts';
import type { Unit } from '../../ports/store.ts';
import { appendAudit, auditHead } from '../auditAppend.ts';
import { endedText, type Flavour, type Writer } from '../database.ts';
import type { JobSink } from '../transactions.ts';
import { cardsOf } from './cards.ts';
import { clicksOf, settingsOf } from './clicksAndSettings.ts';
import { conversationsOf } from './conversations.ts';
import { requestsOf } from './requests.ts';
import { stepsOf } from './steps.ts';

/** A unit and what its transaction does last, just before it commits. */
export type OpenUnit = { readonly unit: Unit; readonly beforeCommit: () => Promise<void> };

/** The unit of work over a transaction. What it adds to the jobs and to the audit trail is written at its end. */
export function openUnit(
  db: Writer,
  flavour: Flavour,
  clock: Clock,
  jobs: Pick<JobSink, 'enqueue'>,
  ended: () => boolean,
): OpenUnit {
  const entries: AuditEntry[] = [];
  const added: Job[] = [];
  const note = <T>(list: T[], item: T): void => {
    if (ended()) throw new Error(endedText);
    list.push(item);
  };
  const unit: Unit = {
    requests: requestsOf(db, flavour),
    steps: stepsOf(db),
    cards: cardsOf(db),
    conversations: conversationsOf(db, () => clock.now().toISOString()),
    clicks: clicksOf(db),
    settings: settingsOf(db),
    audit: { append: async (entry) => note(entries, entry), head: () => auditHead(db) },
    enqueue: async (job) => note(added, job),
  };
  return {
    unit,
    // Last, because units meet here: at jobs with the same key, in one order so that they never wait for each other crosswise, and
    // at the end of the audit chain, one row that everybody needs.
    beforeCommit: async () => {
      for (const job of added.sort(byKey)) await jobs.enqueue(db, job);
      await appendAudit(db, flavour, entries);
    },
  };
}

const keyOf = ({ queue, dedupeKey = '' }: Job): string => JSON.stringify([queue, dedupeKey]);
const byKey = (one: Job, other: Job): number => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0);
