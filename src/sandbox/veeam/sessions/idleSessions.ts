import { type Simulator, serverNowUtc } from '../simulator.ts';
import { stopSession } from './sessions.ts';

/** Stops explore sessions nobody used for the idle time, unless something still restores from them. */
export function stopIdleSessions(simulator: Simulator): void {
  const nowMs = Date.parse(serverNowUtc(simulator));
  const idleMs = simulator.switches.sessionIdleMinutes * 60_000;
  for (const session of simulator.state.sessions) {
    if (session.kind !== 'explore' || session.state === 'Stopped') continue;
    const isBusy = simulator.state.restores.some(
      (restore) => restore.exploreSessionId === session.id && restore.finishedUtc === null,
    );
    if (!isBusy && nowMs - Date.parse(session.lastUsedUtc) >= idleMs) {
      stopSession(simulator, session, 'Restore session stopped automatically');
    }
  }
}
