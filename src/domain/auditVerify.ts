import { type AuditLine, type ChainEnd, lineHash, type PersonalValue, personDigest } from './auditChain.ts';

/** A line as the store holds it: its place, its canonical JSON, the hash written beside it, and the personal values still there. */
export type StoredLine = {
  readonly number: number;
  readonly line: string;
  readonly hash: string;
  readonly people: readonly PersonalValue[];
};

export type AuditProblem =
  /** The line, or a personal value beside it, is not what was written. */
  | { readonly kind: 'changed'; readonly number: number }
  | { readonly kind: 'missing'; readonly number: number }
  /** Another line stands in this line's place. */
  | { readonly kind: 'reordered'; readonly number: number }
  /** The chain is consistent, but it is not the one the anchor was taken from. */
  | { readonly kind: 'notTheAnchored'; readonly number: number };

export type AuditVerdict =
  | {
      readonly ok: true;
      readonly lines: number;
      readonly hash: string;
      /** Personal values that are no longer there; erasing them is allowed. */
      readonly erased: number;
      /** The line up to which an anchor from outside proves the trail; 0 without one. */
      readonly anchoredUpTo: number;
    }
  | { readonly ok: false; readonly problem: AuditProblem };

/**
 * Checks a chain and names the first line that was changed, is missing or stands in the wrong place.
 *
 * The chain alone cannot show that its tail was cut off together with the recorded end, or that all of it was built anew. An
 * `anchor` – the number and hash of the end at some time, kept outside the database – can, up to its line.
 * @param lines in the order of their numbers
 * @param recordedEnd what the database itself says the end is
 */
export async function verifyChain(
  lines: AsyncIterable<StoredLine> | Iterable<StoredLine>,
  recordedEnd: ChainEnd,
  anchor: ChainEnd | null = null,
): Promise<AuditVerdict> {
  const failed = (kind: AuditProblem['kind'], number: number): AuditVerdict => ({
    ok: false,
    problem: { kind, number },
  });
  let end: ChainEnd = { number: 0, hash: '' };
  let erased = 0;

  for await (const stored of lines) {
    const expected = end.number + 1;
    if (stored.number !== expected) return failed('missing', expected);
    if (lineHash(stored.line) !== stored.hash) return failed('changed', expected);
    const line = read(stored.line);
    if (line === null) return failed('changed', expected);
    if (line.number !== expected) return failed('reordered', expected);
    // The line is whole in itself, so it is the one before that no longer is what this one was chained to.
    if (line.previous !== end.hash) return failed('changed', Math.max(1, end.number));
    const known = new Map(stored.people.map((person) => [person.field, person]));
    for (const [field, digest] of Object.entries(line.people)) {
      const person = known.get(field);
      known.delete(field);
      if (!person) erased += 1;
      else if (personDigest(person.salt, person.value) !== digest) return failed('changed', expected);
    }
    if (known.size > 0) return failed('changed', expected);
    if (anchor?.number === expected && anchor.hash !== stored.hash) return failed('notTheAnchored', expected);
    end = { number: expected, hash: stored.hash };
  }

  if (recordedEnd.number > end.number || (anchor?.number ?? 0) > end.number) return failed('missing', end.number + 1);
  if (recordedEnd.number < end.number || recordedEnd.hash !== end.hash)
    return failed('changed', Math.max(1, end.number));
  return { ok: true, lines: end.number, hash: end.hash, erased, anchoredUpTo: anchor?.number ?? 0 };
}

/** A line read back; null when it is no line at all, which only somebody who also wrote a new hash can bring about. */
function read(text: string): AuditLine | null {
  try {
    const line = JSON.parse(text) as Partial<AuditLine> | null;
    return typeof line?.number === 'number' && typeof line.people === 'object' ? (line as AuditLine) : null;
  } catch {
    return null;
  }
}
