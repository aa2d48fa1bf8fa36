import { type ApiVersion, allVersions } from '../versions.ts';
import type { Handler } from './call.ts';

/** Who may call a route: nobody signed in, anybody signed in, or only some kinds of login. */
export type Audience = 'anonymous' | 'any' | 'administrator' | 'notOperator' | 'tenant' | 'operator';

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/RestoreSessions/{restoreSessionId}/Stop`, after the version. */
  pattern: string;
  audience: Audience;
  since: ApiVersion;
  until: ApiVersion;
  handler: Handler;
};

type RouteOptions = { audience?: Audience; since?: ApiVersion; until?: ApiVersion };

/** Declares a route; by default for anybody signed in and for every version. */
export function route(spec: string, handler: Handler, options: RouteOptions = {}): Route {
  const [method = 'GET', pattern = '/'] = spec.split(' ');
  return {
    method: method as Route['method'],
    pattern,
    audience: options.audience ?? 'any',
    since: options.since ?? 'v5',
    until: options.until ?? 'v8',
    handler,
  };
}

export type Match = { route: Route; params: Record<string, string> };

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');
const isServedBy = (candidate: Route, version: ApiVersion): boolean => {
  const at = allVersions.indexOf(version);
  return allVersions.indexOf(candidate.since) <= at && at <= allVersions.indexOf(candidate.until);
};

function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const given = path[index] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = given;
    else if (part.toLowerCase() !== given.toLowerCase()) return undefined;
  }
  return params;
}

/** How many fixed segments a pattern has: `/mailboxes/restore` goes before `/mailboxes/{mailboxId}`. */
const fixedSegments = (candidate: Route): number =>
  segmentsOf(candidate.pattern).filter((part) => !part.startsWith('{')).length;

/**
 * Builds the look-up. Segments compare without case, as the vendor's do; fixed segments win over parameters.
 * Answers `wrongMethod` when only the method differs, undefined when nothing matches.
 */
export function makeRouter(
  routes: readonly Route[],
): (version: ApiVersion, method: string, path: string) => Match | 'wrongMethod' | undefined {
  const ordered = [...routes]
    .sort((a, b) => fixedSegments(b) - fixedSegments(a))
    .map((candidate) => ({ candidate, pattern: segmentsOf(candidate.pattern) }));
  return (version, method, path) => {
    const given = segmentsOf(path).map(decodeSegment);
    let isOtherMethod = false;
    for (const { candidate, pattern } of ordered) {
      if (!isServedBy(candidate, version)) continue;
      const params = matchSegments(pattern, given);
      if (!params) continue;
      if (candidate.method === method) return { route: candidate, params };
      isOtherMethod = true;
    }
    return isOtherMethod ? 'wrongMethod' : undefined;
  };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
