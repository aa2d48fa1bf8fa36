import { type Call, ok, type Reply } from './call.ts';
import { invalid } from './refusal.ts';

const origin = 'https://graph.microsoft.com/v1.0';
const root = '/solutions/backupRestore';

/** Answers a collection page by page, with a link to the next one: absolute, or relative as some documentation pages show it. */
export function pageOf<T>(call: Call, all: readonly T[], present: (one: T) => object): Reply {
  const { query, simulator } = call;
  const asked = query.get('$top');
  const top = asked === null ? simulator.switches.pageSize : Number(asked);
  if (!Number.isInteger(top) || top < 1 || top > 999) throw invalid('BadRequest', 'Invalid value for $top.');
  const start = Number(query.get('$skiptoken') ?? 0);
  const next = new URLSearchParams(query);
  next.set('$skiptoken', String(start + top));
  const link = `${simulator.switches.nextLinks === 'absolute' ? origin : ''}${root}${call.path}?${next}`;
  return ok({
    '@odata.context': `${root}/$metadata#${call.path.slice(1)}`,
    value: all.slice(start, start + top).map(present),
    ...(start + top < all.length ? { '@odata.nextLink': link } : {}),
  });
}
