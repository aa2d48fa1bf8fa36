import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { type AskGraph, unreachable } from './graphCall.ts';

/** Graph takes at most 20 questions in one `$batch`. */
const perBatch = 20;
const mostGroups = 100;
/** A site never moves to another group, so only one that is new to its group is seen late. */
const keptSeconds = 600;
const mostKept = 5000;

const batchReply = z.object({
  responses: z.array(z.object({ id: z.string(), status: z.number(), body: z.unknown().optional() })),
});
const siteReply = z.object({ id: z.string().min(1) });

/** Graph's id of the site of each of these Microsoft 365 groups, in lower case. Groups without a site are left out. */
export type SitesOf = (
  groupIds: readonly string[],
  timeLimitMilliseconds: number,
) => Promise<ReadonlyMap<string, string>>;

/** What is known of one group: its site, or that it has none. */
type Known = { readonly siteId: string | null; readonly untilMilliseconds: number };

/**
 * Asks for the team sites of groups: `GET /groups/{id}/sites/root`, in batches (Microsoft Learn, "Get a SharePoint site"; application
 * permission `Sites.Read.All`). For at most 100 groups: the sites of more are not known and so give no right. Without the permission no
 * site is known either. Throws the directory's fault when Graph cannot be asked.
 */
export function createSitesOf({ ask, clock }: { readonly ask: AskGraph; readonly clock: Clock }): SitesOf {
  const kept = new Map<string, Known>();

  async function askFor(groupIds: readonly string[], timeLimitMilliseconds: number): Promise<void> {
    const requests = groupIds.map((groupId, index) => ({
      id: String(index),
      method: 'GET',
      url: `/groups/${encodeURIComponent(groupId)}/sites/root?$select=id`,
    }));
    const parsed = batchReply.safeParse(await ask({ path: '/$batch', json: { requests } }, timeLimitMilliseconds));
    if (!parsed.success) throw unreachable('an answer of another shape');
    const untilMilliseconds = clock.now().getTime() + keptSeconds * 1000;
    for (const [index, groupId] of groupIds.entries()) {
      const reply = parsed.data.responses.find(({ id }) => id === String(index));
      if (reply === undefined) throw unreachable('an answer of another shape');
      const siteId = siteIn(reply);
      // A permission may be granted any moment, so its absence is not kept.
      if (siteId !== 'notAllowed') kept.set(groupId, { siteId, untilMilliseconds });
    }
  }

  return async (groupIds, timeLimitMilliseconds) => {
    const asked = groupIds.slice(0, mostGroups);
    const now = clock.now().getTime();
    for (const [groupId, { untilMilliseconds }] of kept) if (untilMilliseconds <= now) kept.delete(groupId);
    if (kept.size > mostKept) kept.clear();
    const missing = asked.filter((groupId) => !kept.has(groupId));
    const batches = Array.from({ length: Math.ceil(missing.length / perBatch) }, (_, batch) =>
      missing.slice(batch * perBatch, (batch + 1) * perBatch),
    );
    await Promise.all(batches.map((batch) => askFor(batch, timeLimitMilliseconds)));
    return new Map(
      asked.flatMap((groupId) => {
        const siteId = kept.get(groupId)?.siteId;
        return siteId ? [[groupId, siteId] as const] : [];
      }),
    );
  };
}

/** The site in one answer, or null for a group that has none: a 4xx about the group itself. */
function siteIn({ status, body }: { readonly status: number; readonly body?: unknown }): string | null | 'notAllowed' {
  if (status === 401 || status === 403) return 'notAllowed';
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return null;
  const parsed = status === 200 ? siteReply.safeParse(body) : null;
  if (!parsed?.success) throw unreachable(new Error(`HTTP ${status}`));
  return parsed.data.id.toLowerCase();
}
