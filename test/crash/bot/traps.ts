import type { Fault as GraphFault } from '../../../src/sandbox/graphBackup/control/faults.ts';
import type { Fault } from '../../../src/sandbox/veeam/control/faults.ts';
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
export type Also = (crash: CrashStage) => void;

type Held = { kind: 'hang' | 'held' | 'late' };

/** The backup server holds the next call that fits: it never came through, its work is done, or will be once the bot is gone. */
export const atServer = (name: string, fault: Fault & Held, also?: Also): KillPoint => ({
  name: `${name}: ${fault.kind}`,
  arm(crash) {
    const trap: Fault = { ...fault };
    return { ...laid(crash.stage.services.veeam.faults, trap), atKill: () => also?.(crash) };
  },
});

/** The same at Microsoft 365 Backup. */
export const atGraph = (name: string, fault: GraphFault & Held): KillPoint => ({
  name: `${name}: ${fault.kind}`,
  arm: (crash) => laid(crash.stage.services.graphBackup.faults, { ...fault }),
});

/** As `atServer`, but not before the work is done: of a call that blocks, when it would answer. */
export const atAnswer = (name: string, fault: Fault): KillPoint => ({
  name: `${name}: answered`,
  arm(crash) {
    const trap: Fault = { ...fault, kind: 'held' };
    const { disarm } = laid(crash.stage.services.veeam.faults, trap);
    return { sprung: () => ((trap.answered ?? 0) > 0 ? (trap.struck?.[0] ?? 0) : null), disarm };
  },
});

function laid<F extends { struck?: number[] }>(faults: F[], trap: F): { sprung(): number | null; disarm(): void } {
  faults.push(trap);
  return {
    sprung: () => trap.struck?.[0] ?? null,
    // Cut off from its list it strikes no more; what it holds already stays held.
    disarm: () => void faults.splice(faults.indexOf(trap), 1),
  };
}

/** Teams holds the next message or edit. */
export const atTeams = (name: string, match: RegExp, afterWork: boolean): KillPoint => ({
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

/** When something is the case that is looked at now and then. */
export const once = (name: string, isSo: (crash: CrashStage) => boolean): KillPoint => ({
  name,
  arm(crash) {
    let lookAt = 0;
    return {
      sprung() {
        if (performance.now() < lookAt) return null;
        lookAt = performance.now() + 50;
        return isSo(crash) ? 0 : null;
      },
      disarm: () => undefined,
    };
  },
});
