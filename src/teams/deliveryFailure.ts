import { z } from 'zod';
import { Fault } from '../lib/fault.ts';
import { parseRetryAfter } from '../lib/http/retryWait.ts';
import type { Delivery } from '../ports/messenger.ts';

/** What the SDK throws when the connector refuses (botframework-connector 4.23 `RestError`). */
const restError = z.looseObject({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  body: z
    .looseObject({ error: z.looseObject({ code: z.string().optional(), subCode: z.string().optional() }).optional() })
    .optional(),
  response: z.looseObject({ headers: z.unknown().optional() }).optional(),
});

/** Refusals that trying again does not mend (Microsoft Learn "send proactive messages": status codes). */
const blocked = ['MessageWritesBlocked', 'ConversationBlockedByUser'];
const notInstalled = ['BotNotInConversationRoster', 'BotDisabledByAdmin', 'ForbiddenOperationException'];
/** Worth trying again (Microsoft Learn "rate limit"): 429 and 412 as documented, 5xx as everywhere. */
const passing = [408, 412, 429, 500, 502, 503, 504];

/**
 * Tells a recipient who cannot be reached from a passing failure. Returns the first as a value; throws a `Fault` for everything else,
 * `TEAMS_BUSY` when trying again makes sense.
 */
export function deliveryFailure(thrown: unknown): Delivery {
  if (thrown instanceof Fault) throw thrown;
  const parsed = restError.safeParse(thrown);
  const status = parsed.success ? parsed.data.statusCode : undefined;
  const codes = parsed.success
    ? [parsed.data.code, parsed.data.body?.error?.code, parsed.data.body?.error?.subCode]
    : [];
  const says = (known: readonly string[]) => codes.some((code) => code !== undefined && known.includes(code));
  if (status === 403 && says(blocked)) return { kind: 'unreachable', why: 'blocked' };
  if (status === 403 && says(notInstalled)) return { kind: 'unreachable', why: 'notInstalled' };
  if (status === 404) return { kind: 'unreachable', why: 'gone' };
  const again = status === undefined || passing.includes(status);
  throw new Fault(again ? 'TEAMS_BUSY' : 'TEAMS_REFUSED', {
    cause: thrown,
    effect: status !== undefined && status < 500 ? 'none' : 'unknown',
    retryAfterSeconds: parsed.success ? retryAfterOf(parsed.data.response?.headers) : null,
  });
}

function retryAfterOf(headers: unknown): number | null {
  if (typeof headers !== 'object' || headers === null || !('get' in headers) || typeof headers.get !== 'function')
    return null;
  const asked = headers.get('retry-after');
  const seconds = parseRetryAfter(asked === undefined || asked === null ? null : String(asked), new Date());
  return seconds !== null && seconds > 0 ? seconds : null;
}
