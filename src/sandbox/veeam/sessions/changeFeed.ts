import { type Call, loginOf, type Reply } from '../http/call.ts';
import { link } from '../http/paging.ts';
import { readQuery, text, whole } from '../http/readers.ts';
import { invalid, VendorRefusal } from '../http/refusal.ts';
import { untilTrue } from '../http/waiting.ts';
import { settle } from '../restores/restoreProgress.ts';
import { type Simulator, worldNowUtc } from '../simulator.ts';
import type { FeedEntry } from '../state.ts';
import { isListed } from './sessionEvents.ts';

const defaultTimeoutSeconds = 30;
const longestTimeoutSeconds = 300;

const tokenOf = (simulator: Simulator, sequence: number): string =>
  Buffer.from(`${simulator.state.incarnation}:${sequence}`).toString('base64url');

function sequenceOf(simulator: Simulator, token: string): number {
  const [incarnation = '', sequence = ''] = splitToken(token);
  if (!/^\d+$/.test(sequence)) throw invalid('The change token is not valid.');
  if (incarnation === simulator.state.incarnation) return Number(sequence);
  const status = simulator.switches.outdatedChangeTokenStatus;
  throw new VendorRefusal(status, 'OutdatedChangeToken', 'The change token is outdated.');
}

function splitToken(token: string): [string, string] {
  const decoded = Buffer.from(token, 'base64url').toString();
  const at = decoded.lastIndexOf(':');
  return [decoded.slice(0, at), decoded.slice(at + 1)];
}

/** Changes after a sequence number that this login may see, only the newest of each session. */
function changesAfter(call: Call, sequence: number): FeedEntry[] {
  const { state } = call.simulator;
  const mine = new Set(
    state.sessions.filter((session) => session.account === loginOf(call).account).map((session) => session.id),
  );
  const newest = new Map<string, FeedEntry>();
  for (const entry of state.feed) {
    if (entry.sequence <= sequence || !mine.has(entry.sessionId) || !isListed(call.simulator, entry.atUtc)) continue;
    newest.delete(entry.sessionId);
    newest.set(entry.sessionId, entry);
  }
  return [...newest.values()];
}

/**
 * `GET /v8/Events?from=<token|latest>&limit&timeoutSeconds`: waits until a restore session of this login changes.
 * `latest` answers at once with a token to go on from.
 */
export async function getChangeFeed(call: Call): Promise<Reply> {
  const { simulator } = call;
  const from = readQuery(call, 'from', text);
  if (from === undefined) throw invalid("The parameter 'from' is required.");
  const limit = readQuery(call, 'limit', whole) ?? 30;
  const timeoutSeconds = Math.min(
    readQuery(call, 'timeoutSeconds', whole) ?? defaultTimeoutSeconds,
    longestTimeoutSeconds,
  );
  const isLatest = from.toLowerCase() === 'latest';
  const sequence = isLatest ? simulator.state.feedSequence : sequenceOf(simulator, from);
  const startedMs = Date.parse(worldNowUtc(simulator));
  let found: FeedEntry[] = [];
  await untilTrue(call, () => {
    settle(simulator);
    found = changesAfter(call, sequence);
    const waitedMs = Date.parse(worldNowUtc(simulator)) - startedMs;
    return isLatest || found.length > 0 || waitedMs >= timeoutSeconds * 1000;
  });
  const results = found.slice(0, limit);
  const last = results.at(-1)?.sequence ?? sequence;
  const body = {
    nextChangeToken: tokenOf(simulator, last),
    limit,
    results: results.map(({ sessionId, eTag }) => ({ eventType: 'RestoreSessionUpdate', id: sessionId, eTag })),
    _links: { self: link(call, '/Events') },
  };
  return { status: 200, body };
}
