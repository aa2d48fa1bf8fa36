import { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import { type AskGraph, unreachable } from './graphCall.ts';
import { createKept } from './kept.ts';

/** Graph takes at most 20 groups in one `checkMemberGroups`. */
const groupsPerCall = 20;

const memberGroups = z.object({ value: z.array(z.string()) });

/**
 * Asks which of some groups a person belongs to, nested groups included. An answer is kept for `keptSeconds`, so that the clicks
 * of one person within a moment cost one question; a failed question is not kept. A person Graph does not know is in no group.
 */
export function createMemberOf(options: {
  ask: AskGraph;
  clock: Clock;
  timeLimitMilliseconds: number;
  keptSeconds: number;
}): (personId: string, groupIds: readonly string[]) => Promise<readonly string[]> {
  const { ask, timeLimitMilliseconds } = options;
  const kept = createKept<readonly string[]>(options);

  async function askFor(personId: string, groupIds: readonly string[]): Promise<readonly string[]> {
    const parts = Array.from({ length: Math.ceil(groupIds.length / groupsPerCall) }, (_, part) =>
      groupIds.slice(part * groupsPerCall, (part + 1) * groupsPerCall),
    );
    const path = `/users/${encodeURIComponent(personId)}/checkMemberGroups`;
    const found = await Promise.all(
      parts.map(async (part) => {
        const answer = await ask({ path, json: { groupIds: part } }, timeLimitMilliseconds);
        if (answer === undefined) return [];
        const parsed = memberGroups.safeParse(answer);
        if (!parsed.success) throw unreachable('an answer of another shape');
        const named = new Set(parsed.data.value.map((id) => id.toLowerCase()));
        // Only what was asked for counts, whatever came back.
        return part.filter((groupId) => named.has(groupId.toLowerCase()));
      }),
    );
    return found.flat();
  }

  return async (personId, groupIds) => {
    if (groupIds.length === 0) return [];
    const key = JSON.stringify([personId, ...groupIds.toSorted()]).toLowerCase();
    return kept(key, () => askFor(personId, groupIds));
  };
}
