import { Fault } from './fault.ts';

/** Names of things that open doors. */
const secretKey =
  /token|secret|password|passphrase|authorization|cookie|certificate|credential|private.?key|api.?key|assertion/i;
/** Names of things that are about a person or were written by one. Ids are kept: without them a log answers nothing. */
const personalKey =
  /^(.*(?:display|user|person|requester|approver|target|item|file|site|mailbox)name|name|.*address|.*mail|upn|userprincipalname|text|reason|body|title|subject|value)$/i;
const bearer = /\bbearer\s+\S+|\beyJ[\w-]{4,}\.[\w-]+\.[\w-]*/gi;
const address = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[a-z]{2,}/gi;

/** Errors whose message is written by the language runtime and quotes no data worth hiding. */
const plainSpoken = new Set(['TypeError', 'ReferenceError', 'RangeError', 'Fault']);
const deepest = 6;

/** A text without anything that looks like a bearer token or a mail address; Teams channel ids (`19:…@thread.tacv2`) stay. */
export function scrubText(text: string): string {
  return text
    .replace(bearer, '[secret]')
    .replace(address, (found) => (/@thread\.\w+$/.test(found) ? found : '[personal]'));
}

/**
 * What of a value may be logged. Secrets and personal data go by the name of their key, tokens and mail addresses also by
 * their looks. An error keeps its name, code, place and cause; its message only where we or the runtime wrote it, because
 * `JSON.parse` and HTTP clients quote what they were given.
 */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[deep]';
  if (value instanceof Error) return scrubError(value, depth);
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if ('toJSON' in value && typeof value.toJSON === 'function') return scrub(value.toJSON(), depth + 1);
  if (Array.isArray(value)) return value.map((entry) => scrub(entry, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, scrubEntry(key, entry, depth)]));
}

function scrubEntry(key: string, entry: unknown, depth: number): unknown {
  // Yes, no, how many and "nothing" are never the secret itself.
  if (typeof entry === 'boolean' || typeof entry === 'number' || entry === null || entry === undefined) return entry;
  if (secretKey.test(key)) return '[secret]';
  if (personalKey.test(key)) return '[personal]';
  return scrub(entry, depth + 1);
}

function scrubError(error: Error, depth: number): unknown {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  const places = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code: scrubText(code) } : {}),
    ...(typeof syscall === 'string' ? { syscall } : {}),
    ...(plainSpoken.has(error.name) ? { message: scrubText(error.message) } : {}),
    ...(error instanceof Fault ? { effect: error.effect, retryAfterSeconds: error.retryAfterSeconds } : {}),
    at: places.slice(0, 8).map((line) => line.trim().slice(3)),
    ...(error.cause === undefined ? {} : { cause: scrub(error.cause, depth + 1) }),
  };
}
