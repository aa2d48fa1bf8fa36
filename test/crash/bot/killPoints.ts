import type { Fault } from '../../../src/sandbox/veeam/control/faults.ts';
import { personId } from '../../../src/sandbox/world.ts';
import type { CrashStage } from './crashStage.ts';

/** A place in the life of a request to kill the bot at: nothing in the product knows of it, the services the bot calls hold it there. */
export type KillPoint = {
  readonly name: string;
  /** Lays the trap. `sprung` gives the bot's own port once the bot is held there (0: any process), null until then. */
  arm(crash: CrashStage): {
    sprung(): number | null;
    disarm(): void;
    /** What else happens at the moment of the kill. */
    atKill?(): void;
  };
};

/** The backup server holds the next call that fits: it never came through, its work is done, or will be once the bot is gone. */
const atServer = (name: string, fault: Fault & { kind: 'hang' | 'held' | 'late' }, also?: Also): KillPoint => ({
  name: `${name}: ${fault.kind}`,
  arm(crash) {
    const { veeam } = crash.stage.services;
    const trap: Fault = { ...fault };
    veeam.faults.push(trap);
    return {
      sprung: () => trap.struck?.[0] ?? null,
      atKill: () => also?.(crash),
      // Cut off from its list it strikes no more; what it holds already stays held.
      disarm: () => void veeam.faults.splice(veeam.faults.indexOf(trap), 1),
    };
  },
});
type Also = (crash: CrashStage) => void;

/** Teams holds the next message or edit. */
const atTeams = (name: string, match: RegExp, afterWork: boolean): KillPoint => ({
  name: `${name}: ${afterWork ? 'held' : 'hang'}`,
  arm({ stage }) {
    const silentAlready = stage.connector.requests.filter((line) => line.endsWith(' silent')).length;
    stage.connector.fail({ status: 'silent', match, afterWork });
    return {
      sprung: () =>
        stage.connector.requests.filter((line) => line.endsWith(' silent')).length > silentAlready ? 0 : null,
      disarm: () => stage.connector.heal(),
    };
  },
});

/** Some time after the trap was laid, whatever the bot does then. */
export const anyInstant = (random: () => number): KillPoint => ({
  name: 'at a random instant',
  arm() {
    const at = performance.now() + random() * 2_500;
    return { sprung: () => (performance.now() < at ? null : 0), disarm: () => undefined };
  },
});

/** Somebody restores the mailbox the bot's newest restore is about, with the same account. */
const sameMailbox: Also = (crash) => {
  const newest = crash.stage.services.veeam.record().restores.findLast((one) => one.operation !== 'somebody else');
  crash.stage.services.veeam.otherPersonRestores(newest?.targets[0]?.email ?? '');
};
const anotherMailbox: Also = (crash) =>
  crash.stage.services.veeam.otherPersonRestores(emailOf(crash, personId.pradeep));

const emailOf = (crash: CrashStage, id: string): string =>
  crash.stage.services.people().find((person) => person.id === id)?.address ?? '';

const restoreCall = { method: 'POST', path: '/organization/' } as const;
const explore = { method: 'POST', path: '/explore' } as const;
const stop = { method: 'POST', path: '/stop' } as const;

/** Every journalled step and what lies between them, on the backup server that answers restores at once (v8). */
export const points = {
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
  restoreHeldOthers: atServer('restore, others too', { ...restoreCall, kind: 'held' }, anotherMailbox),
  restoreHeldSame: atServer('restore, same mailbox by others', { ...restoreCall, kind: 'held' }, sameMailbox),
  follow: atServer('following', { kind: 'hang', method: 'GET', path: '/statistics' }),
  stopHang: atServer('closing', { ...stop, kind: 'hang' }),
  stopLate: atServer('closing', { ...stop, kind: 'late' }),
  stopHeld: atServer('closing', { ...stop, kind: 'held' }),
  editHang: atTeams('editing a card', /^PUT /, false),
  editHeld: atTeams('editing a card', /^PUT /, true),
  noticeHang: atTeams('sending a message', /^POST .*activities/, false),
  noticeHeld: atTeams('sending a message', /^POST .*activities/, true),
} as const satisfies Record<string, KillPoint>;
