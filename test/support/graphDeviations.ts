import type { Deviation } from './vb365Deviations.ts';

/** Where what we send or simulate departs from Microsoft's metadata on purpose, and whose word it follows instead. */
export const graphDeviations: readonly Deviation[] = [
  {
    name: 'delta of artifacts',
    matches: /^PATCH .*RestoreSessions\/\{id\} 200: (request|reply): .*'\w+Artifacts@delta'/,
    source: 'learn.microsoft.com, update a restore session (graph.md §3): OData deltas are not in the metadata',
  },
  {
    name: 'singular granular artifacts',
    matches: /^POST .*exchangeRestoreSessions 201: reply: .*'granularMailboxRestoreArtifact'/,
    source: 'seeds/002, example 2: the reply spells it so, the request in the plural',
  },
  {
    name: 'artifact status unknown',
    matches: /granular\w+RestoreArtifacts 200: reply.*\/status/,
    source: 'learn.microsoft.com, list granular artifacts (graph.md §4): "unknown" is not in the enumeration',
  },
  {
    name: 'short cast',
    matches: /protectionUnits\/graph\.\w+ 200: reply/,
    source:
      'a live test (graph.md §2.1 [OBS1]): the cast is routed without `microsoft.` too; the document has the long form',
  },
  {
    name: 'who enabled the service',
    matches: /^GET .*backupRestore 200: reply.*'identity'/,
    source: 'learn.microsoft.com, get backupRestoreRoot (graph.md §1): user.identity; identity is an open type',
  },
];

/** The violations no known deviation explains. */
export const unexplainedByGraph = (violations: readonly string[]): string[] =>
  violations.filter((violation) => !graphDeviations.some(({ matches }) => matches.test(violation)));
