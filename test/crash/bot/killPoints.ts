import { personId } from '../../../src/sandbox/world.ts';
import type { CrashStage } from './crashStage.ts';
import { type Also, atAnswer, atGraph, atServer, atTeams, type KillPoint, once } from './traps.ts';

/** Somebody restores the mailbox the bot's newest restore is about, with the same account. */
const sameMailbox: Also = (crash) => {
  const newest = crash.stage.services.veeam.record().restores.findLast((one) => one.operation !== 'somebody else');
  crash.stage.services.veeam.otherPersonRestores(newest?.targets[0]?.email ?? '');
};
const anotherMailbox: Also = (crash) =>
  crash.stage.services.veeam.otherPersonRestores(emailOf(crash, personId.pradeep));

const emailOf = (crash: CrashStage, id: string): string =>
  crash.stage.services.people().find((person) => person.id === id)?.address ?? '';

// v5 has one path for all actions of a resource; the others name the action last.
const restoreCall = { method: 'POST', path: /\/organization\// } as const;
const explore = { method: 'POST', path: /explore$|\/organizations\/[^/]+\/action$/i } as const;
const stop = { method: 'POST', path: /stop$|\/restoresessions\/[^/]+\/action$/i } as const;

/** What lies between the steps, whatever the product. */
const atTeamsPoints = {
  editHang: atTeams('editing a card', /^PUT /, false),
  editHeld: atTeams('editing a card', /^PUT /, true),
  noticeHang: atTeams('sending a message', /^POST .*activities/, false),
  noticeHeld: atTeams('sending a message', /^POST .*activities/, true),
};

/** Every journalled step on a Veeam server, of any version, and what lies between. */
const veeamPoints = {
  lookUp: atServer('looking up', { kind: 'hang', method: 'GET', path: '/restorepoints' }),
  signIn: atServer('signing in', { kind: 'held', method: 'POST', path: '/token' }),
  exploreHang: atServer('explore', { ...explore, kind: 'hang' }),
  exploreLate: atServer('explore', { ...explore, kind: 'late' }),
  exploreHeld: atServer('explore', { ...explore, kind: 'held' }),
  find: atServer('after explore', { kind: 'hang', method: 'GET', path: '/organization/' }),
  token: atServer('before restore', { kind: 'hang', method: 'GET', path: '/events' }),
  restoreHang: atServer('restore', { ...restoreCall, kind: 'hang' }),
  restoreLate: atServer('restore', { ...restoreCall, kind: 'late' }),
  restoreHeld: atServer('restore', { ...restoreCall, kind: 'held' }),
  stopHang: atServer('closing', { ...stop, kind: 'hang' }),
  stopLate: atServer('closing', { ...stop, kind: 'late' }),
  stopHeld: atServer('closing', { ...stop, kind: 'held' }),
  ...atTeamsPoints,
};

/** On the server that answers restores at once (v8). */
export const points = {
  ...veeamPoints,
  restoreHeldOthers: atServer('restore, others too', { ...restoreCall, kind: 'held' }, anotherMailbox),
  restoreHeldSame: atServer('restore, same mailbox by others', { ...restoreCall, kind: 'held' }, sameMailbox),
  follow: atServer('following', { kind: 'hang', method: 'GET', path: '/statistics' }),
} as const satisfies Record<string, KillPoint>;

/** On servers that answer a restore when it is done (v5 to v7): also while the call is open, and when it is about to answer. */
export const blockingPoints = {
  ...veeamPoints,
  restoreOpen: once('restore: half done', (crash) =>
    crash.stage.services.veeam
      .record()
      .restores.some(({ finishedUtc, items }) => finishedUtc === null && items.some(({ outcome }) => outcome !== null)),
  ),
  restoreAnswered: atAnswer('restore', { ...restoreCall, kind: 'held' }),
} as const satisfies Record<string, KillPoint>;

const draft = { method: 'POST', path: /^\/[a-z]+restoresessions$/i } as const;
const patch = { method: 'PATCH' } as const;
const activate = { method: 'POST', path: /\/activate$/ } as const;

/** Every journalled step of Microsoft 365 Backup, and what lies between. */
export const graphPoints = {
  lookUp: atGraph('looking up', { kind: 'hang', method: 'POST', path: '/restorepoints/search' }),
  draftHang: atGraph('draft', { ...draft, kind: 'hang' }),
  draftLate: atGraph('draft', { ...draft, kind: 'late' }),
  draftHeld: atGraph('draft', { ...draft, kind: 'held' }),
  patchHang: atGraph('more artifacts', { ...patch, kind: 'hang' }),
  patchLate: atGraph('more artifacts', { ...patch, kind: 'late' }),
  patchHeld: atGraph('more artifacts', { ...patch, kind: 'held' }),
  activateHang: atGraph('activate', { ...activate, kind: 'hang' }),
  activateLate: atGraph('activate', { ...activate, kind: 'late' }),
  activateHeld: atGraph('activate', { ...activate, kind: 'held' }),
  follow: atGraph('looking at a session', { kind: 'hang', method: 'GET', path: '/restoresessions' }),
  ...atTeamsPoints,
} as const satisfies Record<string, KillPoint>;
