import { editDistance } from '../lib/editDistance.ts';
import { type Problem, problem } from './problem.ts';
import type { Declarations, Environment } from './readValues.ts';

/** Everything that begins like this is meant for the bot. */
const ours =
  /^(?:BOT|PROVIDER|VEEAM|SANDBOX|PACKAGE|ANNOUNCE|POLICY|APPROVERS?|APPROVALS?|REASON|MAY_ASK|SERVICE_URL)(?:_|$)/;

/** What Kubernetes puts into every container for a service that happens to be called `bot` or `veeam`. */
const isServiceLink = (key: string, value: string): boolean =>
  /_SERVICE_(?:HOST|PORT(?:_.+)?)$|_PORT_\d+_(?:TCP|UDP)(?:_(?:PROTO|PORT|ADDR))?$/.test(key) ||
  (key.endsWith('_PORT') && /^(?:tcp|udp):\/\//.test(value));

/** Proxies are set for every program of a machine, in either case; that is no slip of an admin of this bot. */
const isProxy = (key: string): boolean => /^(?:https?|all|no|ftp)_proxy$/i.test(key);

/**
 * Settings nobody reads: names with one of our prefixes, and names a letter or two away from a setting. Silently ignored they
 * would look configured; a misspelt APPROVAL_VALID_HOURS must not mean the default.
 */
export function unknownKeys(declarations: Declarations, environment: Environment): Problem[] {
  const known = Object.entries(declarations).flatMap(([name, { secret }]) =>
    secret ? [name, `${name}_FILE`] : [name],
  );
  return Object.entries(environment).flatMap(([key, value]) => {
    if (known.includes(key) || value === undefined || isServiceLink(key, value) || isProxy(key)) return [];
    const upper = key.toUpperCase();
    const nearest = nearestOf(upper, known);
    if (!ours.test(upper) && nearest === null) return [];
    const hint = nearest ?? nearestOf(upper, known, 6);
    const advice = hint === null ? 'Remove it; the README lists every setting.' : `Did you mean ${hint}?`;
    return [problem(key, `${key} is not a setting of this bot. ${advice}`)];
  });
}

function nearestOf(key: string, known: readonly string[], within?: number): string | null {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(key, name) }))
    // PORT, HOST and CLOUD are a letter away from too many names of other programs.
    .filter(({ name, distance }) => distance <= (within ?? (name.length < 6 ? 0 : name.length < 9 ? 1 : 2)))
    .sort((one, other) => one.distance - other.distance);
  return ranked[0]?.name ?? null;
}
