import type { Clock } from '../../lib/clock.ts';
import type { GraphApi } from './graphApi.ts';
import type { Inferences } from './inferences.ts';
import type { PointSearch } from './lookUp/pointSearch.ts';
import type { UnitSearch } from './lookUp/unitSearch.ts';
import type { GraphSettings } from './settings.ts';

/** What every part of the adapter works with. */
export type GraphContext = {
  readonly settings: GraphSettings;
  readonly api: GraphApi;
  readonly clock: Clock;
  /** Waits; the service has no way to tell when something is ready. */
  readonly pause: (seconds: number) => Promise<void>;
  readonly inferences: Inferences;
  readonly units: UnitSearch;
  readonly points: PointSearch;
  /** Which of these provider sessions a step of another run holds; such a session is never taken for ours (design §5.3). */
  readonly ownedElsewhere: (runId: string, sessionIds: readonly string[]) => Promise<readonly string[]>;
};
