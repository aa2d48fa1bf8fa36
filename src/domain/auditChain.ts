import { createHash } from 'node:crypto';
import type { Json, UtcInstant } from './terms.ts';

/**
 * A line of the audit trail before it is chained. `actorId` and everything in `people` are personal: the chain holds salted
 * digests of them, the values lie beside it and can be erased. `facts` stay for ever, so nothing personal goes there.
 */
export type AuditEntry = {
  readonly atUtc: UtcInstant;
  readonly action: string;
  readonly requestId: string | null;
  readonly label: string | null;
  readonly revision: number | null;
  readonly actorId: string | null;
  readonly policyVersion: string | null;
  /** Values that identify people (ids, names, addresses, what somebody wrote), by what they are. */
  readonly people?: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, Json>>;
};

/** The end of a chain; number 0 with an empty hash before the first line. */
export type ChainEnd = { readonly number: number; readonly hash: string };

/** A line as it is hashed. `people` holds digests only; the first line's `previous` is empty. */
export type AuditLine = {
  readonly number: number;
  readonly previous: string;
  readonly atUtc: UtcInstant;
  readonly action: string;
  readonly requestId: string | null;
  readonly label: string | null;
  readonly revision: number | null;
  readonly policyVersion: string | null;
  readonly people: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, Json>>;
};

/** A personal value beside the chain. Erasing it with its salt leaves a digest that says nothing, not even to who guesses. */
export type PersonalValue = { readonly field: string; readonly salt: string; readonly value: string };

/** The name under which an entry's `actorId` is kept among the personal values. */
export const actorField = 'actor';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The one way to write a value as JSON: keys sorted, no spaces. Throws for what JSON cannot hold exactly. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('A number in the audit trail is not finite.');
  if (value === null || typeof value !== 'object') {
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError('A value in the audit trail is not JSON.');
    return text;
  }
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/** The digest of a personal value as the chain holds it. */
export const personDigest = (salt: string, value: string): string => sha256(canonicalJson([salt, value]));

/** The hash of a line, over its canonical JSON. */
export const lineHash = (line: string): string => sha256(line);

/** Makes the next line of a chain from an entry. `newSalt` gives a fresh random salt for each personal value. */
export function chainLine(
  entry: AuditEntry,
  end: ChainEnd,
  newSalt: () => string,
): { readonly line: AuditLine; readonly hash: string; readonly people: readonly PersonalValue[] } {
  const named = { ...entry.people, ...(entry.actorId === null ? {} : { [actorField]: entry.actorId }) };
  const people = Object.entries(named).map(([field, value]) => ({ field, salt: newSalt(), value }));
  const line: AuditLine = {
    number: end.number + 1,
    previous: end.hash,
    atUtc: entry.atUtc,
    action: entry.action,
    requestId: entry.requestId,
    label: entry.label,
    revision: entry.revision,
    policyVersion: entry.policyVersion,
    people: Object.fromEntries(people.map(({ field, salt, value }) => [field, personDigest(salt, value)])),
    facts: entry.facts,
  };
  return { line, hash: lineHash(canonicalJson(line)), people };
}
