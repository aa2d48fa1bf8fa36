import * as z from 'zod';
import type { Target } from '../../../domain/terms.ts';
import { text } from '../../replyFields.ts';
import type { GraphApi, GraphCall } from '../graphApi.ts';

const siteReply = z.object({ id: z.string().min(1), displayName: text, name: text, webUrl: text });
const sitesReply = z.object({ value: z.array(siteReply) });
type SiteReply = z.infer<typeof siteReply>;

const mostCandidates = 10;
const siteId = /^[^/,\s]+,[0-9a-f-]{36},[0-9a-f-]{36}$/i;

const toTarget = ({ id, displayName, name, webUrl }: SiteReply): Target => ({
  kind: 'site',
  id,
  name: displayName || name || webUrl,
  address: webUrl,
});

/**
 * Sites that words can mean, from the directory of sites (`Sites.Read.All`): exactly one for a URL or an id, candidates for a name. The
 * backup service itself tells an app no names. Whether a site is protected is found when its points are looked up.
 */
export async function findPlaces(api: GraphApi, words: string): Promise<readonly Target[]> {
  const url = URL.parse(words.trim());
  if (url?.protocol === 'https:') return one(api, `/${url.host}:${url.pathname.replace(/\/+$/, '') || '/'}`);
  if (siteId.test(words.trim())) return one(api, `/${words.trim()}`);
  const search = words.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  if (search === '') return [];
  const { value } = await api.call(sitesReply, sitesCall('', { search, $top: mostCandidates }));
  return value.slice(0, mostCandidates).map(toTarget);
}

const sitesCall = (path: string, query?: GraphCall['query']): GraphCall => ({
  method: 'GET',
  root: '/v1.0/sites',
  path,
  ...(query === undefined ? {} : { query }),
});

async function one(api: GraphApi, path: string): Promise<readonly Target[]> {
  const answer = await api.ask(siteReply, sitesCall(path));
  if ('value' in answer) return [toTarget(answer.value)];
  // An address outside the tenant, or none at all, is simply not found.
  if (['itemNotFound', 'ResourceNotFound', 'invalidRequest', '404', '400'].includes(answer.refused)) return [];
  throw answer.fault;
}
