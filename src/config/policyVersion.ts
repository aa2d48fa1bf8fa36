import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/auditChain.ts';
import type { Policy } from '../domain/policy.ts';
import type { Json } from '../domain/terms.ts';

/** A short digest of what a policy means: comments, order of keys and of lists, and what is left to a default change nothing. */
export function policyVersion(source: 'settings' | 'policy', rules: Omit<Policy, 'version'>): string {
  const digest = createHash('sha256')
    .update(canonicalJson(sorted(rules)))
    .digest('hex');
  return `${source}-${digest.slice(0, 12)}`;
}

function sorted(value: Json): Json {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((one, other) => (canonicalJson(one) < canonicalJson(other) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]: [string, Json]) => [key, sorted(part)]));
}
