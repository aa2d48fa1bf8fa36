import { randomUUID } from 'node:crypto';
import { asOf } from '../versions.ts';
import type { Call, Reply } from './call.ts';
import { readQuery, whole } from './readers.ts';
import { invalid } from './refusal.ts';

const defaultLimit = 30;
export const maxLimit = 10_000;

/** `limit` (30 when absent, at most 10,000) and `offset` of a request. */
export function readPage(call: Call): { limit: number; offset: number } {
  let limit = readQuery(call, 'limit', whole) ?? defaultLimit;
  const offset = readQuery(call, 'offset', whole) ?? 0;
  if (limit > maxLimit && call.simulator.switches.overLimit === 'clamp') limit = maxLimit;
  if (limit < 1 || limit > maxLimit) throw invalid(`The limit must be between 1 and ${maxLimit}.`);
  if (offset < 0) throw invalid('The offset must not be negative.');
  return { limit, offset };
}

/** The asked page of a list, in the vendor's page object. */
export function pageOf<T>(call: Call, all: readonly T[], present: (entry: T) => unknown): Reply {
  const { limit, offset } = readPage(call);
  const results = all.slice(offset, offset + limit).map(present);
  const page = asOf(call.profile, 'page', {
    offset,
    limit,
    setId: randomUUID(),
    results,
    totalCount: all.length,
    _links: pageLinks(call, limit, offset, all.length),
  });
  return { status: 200, body: page };
}

function pageLinks(call: Call, limit: number, offset: number, total: number): Record<string, { href: string }> {
  const filled = call.operation.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(call.params[name] ?? ''),
  );
  const at = (from: number): { href: string } => link(call, `${filled}?offset=${from}&limit=${limit}`);
  return {
    self: at(offset),
    ...(offset > 0 && { prev: at(Math.max(0, offset - limit)) }),
    ...(offset + limit < total && { next: at(offset + limit) }),
  };
}

/** A link as the version writes it: with the host in v5, relative and in lower case later. */
export function link(call: Call, path: string): { href: string } {
  const { profile, simulator } = call;
  return profile.absoluteLinks
    ? { href: `${simulator.origin}/${profile.version}${path}` }
    : { href: `/${profile.version}${path.toLowerCase()}` };
}
