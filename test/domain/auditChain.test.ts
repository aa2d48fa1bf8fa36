import { describe, expect, it } from 'vitest';
import { type AuditEntry, canonicalJson, chainLine, lineHash } from '../../src/domain/auditChain.ts';
import { type StoredLine, verifyChain } from '../../src/domain/auditVerify.ts';

const entry = (action: string): AuditEntry => ({
  atUtc: '2026-11-20T09:00:00.000Z',
  action,
  requestId: 'r1',
  label: null,
  revision: 1,
  actorId: 'adele',
  policyVersion: null,
  facts: {},
});

function chainOf(...actions: string[]): StoredLine[] {
  let end = { number: 0, hash: '' };
  return actions.map((action) => {
    const { line, hash, people } = chainLine(entry(action), end, () => `salt-${action}`);
    end = { number: line.number, hash };
    return { number: line.number, line: canonicalJson(line), hash, people };
  });
}
const endOf = (lines: readonly StoredLine[]) => ({ number: lines.length, hash: lines.at(-1)?.hash ?? '' });

describe('the audit chain', () => {
  it('writes JSON in one way', () => {
    const text = canonicalJson({ b: [1, null, { d: 'ü"', c: true }], a: -0.5 });
    expect(text).toBe('{"a":-0.5,"b":[1,null,{"c":true,"d":"ü\\""}]}');
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('not finite');
    expect(() => canonicalJson({ a: undefined } as never)).toThrow('not JSON');
  });

  it('holds digests of personal values, salted so that the same person looks different in each line', () => {
    const [first, second] = chainOf('a', 'b').map((stored) => JSON.parse(stored.line));
    expect(JSON.stringify([first, second])).not.toContain('adele');
    expect(first.people.actor).not.toBe(second.people.actor);
    expect(second.previous).toBe(lineHash(canonicalJson(first)));
  });

  it('is whole as written, also with erased values', async () => {
    const lines = chainOf('a', 'b', 'c');
    expect(await verifyChain(lines, endOf(lines))).toMatchObject({ ok: true, lines: 3, erased: 0 });
    const erased = lines.map((line) => ({ ...line, people: [] }));
    expect(await verifyChain(erased, endOf(lines))).toMatchObject({ ok: true, erased: 3 });
  });

  it('shows a line that was changed together with its own hash', async () => {
    const lines = chainOf('a', 'b', 'c');
    const line = (lines[1]?.line ?? '').replace('"b"', '"x"');
    const forged = lines.with(1, { number: 2, line, hash: lineHash(line), people: lines[1]?.people ?? [] });
    expect(await verifyChain(forged, endOf(lines))).toEqual({ ok: false, problem: { kind: 'changed', number: 2 } });
    const last = (lines[2]?.line ?? '').replace('"c"', '"x"');
    const forgedLast = lines.with(2, { number: 3, line: last, hash: lineHash(last), people: lines[2]?.people ?? [] });
    expect(await verifyChain(forgedLast, endOf(lines))).toEqual({ ok: false, problem: { kind: 'changed', number: 3 } });
  });

  it('shows a line replaced by something that is no line', async () => {
    const lines = chainOf('a', 'b');
    const forged = lines.with(0, { number: 1, line: 'no JSON', hash: lineHash('no JSON'), people: [] });
    expect(await verifyChain(forged, endOf(lines))).toEqual({ ok: false, problem: { kind: 'changed', number: 1 } });
  });

  it('shows a line that was taken out with the rest renumbered', async () => {
    const lines = chainOf('a', 'b', 'c').filter((line) => line.number !== 2);
    const renumbered = lines.map((line, index) => ({ ...line, number: index + 1 }));
    expect(await verifyChain(renumbered, endOf(renumbered))).toEqual({
      ok: false,
      problem: { kind: 'reordered', number: 2 },
    });
  });

  it('tells a chain that was built anew by its anchor only', async () => {
    const lines = chainOf('a', 'b', 'c');
    const rebuilt = chainOf('a', 'x', 'c');
    expect(await verifyChain(rebuilt, endOf(rebuilt))).toMatchObject({ ok: true, anchoredUpTo: 0 });
    expect(await verifyChain(rebuilt, endOf(rebuilt), endOf(lines))).toEqual({
      ok: false,
      problem: { kind: 'notTheAnchored', number: 3 },
    });
  });
});
