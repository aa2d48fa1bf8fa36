import { findUnit } from '../catalog/units.ts';
import { settle } from '../restores/progress.ts';
import type { Simulator } from '../simulator.ts';
import type { Artifact, RestoreSession } from '../state.ts';

/** One mailbox, drive or site that was restored, or is being restored, as the service itself saw it. */
export type RecordedRestore = {
  readonly sessionId: string;
  readonly kind: RestoreSession['kind'];
  readonly containerId: string;
  readonly pointTimeUtc: string;
  readonly destinationType: Artifact['destinationType'];
  readonly status: Artifact['status'];
  readonly errorCode: string | null;
  /** Counted from the items it touched; null while it works or when it failed. */
  readonly counts: Artifact['counts'];
  readonly restoredTo: Artifact['restoredTo'];
  /** Items of the world that it brought back. */
  readonly itemIds: readonly string[];
};

export type RecordedRequest = { readonly request: string; readonly personId: string | null };

export type GraphRecord = {
  readonly sessions: readonly {
    readonly id: string;
    readonly status: RestoreSession['status'];
    readonly artifacts: number;
  }[];
  /** Artifacts of every session that was activated. */
  readonly restores: readonly RecordedRestore[];
  /** `METHOD path status` of every request, without the root. */
  readonly requests: readonly string[];
  /** The same, each with whose rights it used; null: the app's own. */
  readonly requestsBy: readonly RecordedRequest[];
};

/** The service's own record, brought up to the present. */
export function readRecord(simulator: Simulator, requests: readonly RecordedRequest[]): GraphRecord {
  settle(simulator);
  const { sessions } = simulator.state;
  return {
    sessions: sessions.map(({ id, status, artifacts }) => ({ id, status, artifacts: artifacts.length })),
    restores: sessions
      .filter(({ activatedUtc }) => activatedUtc !== null)
      .flatMap(({ id, kind, artifacts }) =>
        artifacts.map(
          ({ unitId, pointTimeUtc, destinationType, status, error, counts, restoredTo, restoredItemIds }) => ({
            sessionId: id,
            kind,
            containerId: findUnit(simulator.world, unitId)?.container.id ?? '',
            pointTimeUtc,
            destinationType,
            status,
            errorCode: error?.code ?? null,
            counts,
            restoredTo,
            itemIds: restoredItemIds,
          }),
        ),
      ),
    requests: requests.map(({ request }) => request),
    requestsBy: [...requests],
  };
}
