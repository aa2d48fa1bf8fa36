import type { Generated } from 'kysely';

/**
 * The tables, the same in both databases. Documents are JSON text; the columns beside them are what is searched by. Instants are
 * ISO 8601 text in UTC, which sorts as time does; only the embedded job table, which counts with them, holds epoch milliseconds.
 */
export type Tables = {
  request: {
    id: string;
    tenantId: string;
    number: number | null;
    requesterId: string;
    state: string;
    createdAtUtc: string;
    document: string;
  };
  /** Which targets a request is about, for "is a run open there". */
  requestTarget: { requestId: string; targetId: string };
  requestNumber: { tenantId: string; last: number };
  step: {
    runId: string;
    name: string;
    attempt: number;
    requestId: string;
    ordinal: number;
    evidence: string;
    result: string | null;
    openedAtUtc: string;
  };
  /** Runs whose provider sessions were all closed. */
  closedRun: { runId: string };
  card: {
    id: string;
    requestId: string;
    role: string;
    personId: string | null;
    conversationKey: string;
    activityId: string;
    digest: string;
    ordinal: number;
  };
  conversation: {
    key: string;
    tenantId: string;
    kind: string;
    personId: string | null;
    conversationId: string;
    document: string;
    updatedAtUtc: string;
  };
  click: { key: string; atUtc: string };
  setting: { key: string; value: string };
  /** One row: the end of the audit chain, locked by whoever appends. */
  auditHead: { id: number; number: number; hash: string };
  auditLine: { number: number; line: string; hash: string };
  /** The personal values of audit lines. Deleting a row erases the value and its salt; the digest in the chain stays. */
  auditPerson: { lineNumber: number; field: string; salt: string; value: string };
  /** The embedded job engine's only table; PostgreSQL has pg-boss's instead. */
  job: {
    id: Generated<number>;
    queue: string;
    data: string;
    dedupeKey: string | null;
    state: 'waiting' | 'running' | 'dead';
    attempt: number;
    dueAt: number;
    error: string | null;
  };
};
