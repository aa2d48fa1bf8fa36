import type { Policy } from '../domain/policy.ts';
import type { ProviderName, Workload } from '../domain/terms.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Directory } from '../ports/directory.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Provider } from '../ports/provider.ts';
import type { Store } from '../ports/store.ts';
import type { ItemTitles } from './narrow/itemTitles.ts';

/** Which provider serves which workload. */
export type Providers = {
  readonly byName: (name: ProviderName) => Provider;
  readonly forWorkload: (workload: Workload) => Provider | null;
  readonly all: readonly Provider[];
};

/** How often runs are looked at: closely at first, then less. */
export type FollowPace = { readonly firstSeconds: number; readonly mostSeconds: number };

/** Everything flows need of the world. Each flow names the part it uses with `Pick`. */
export type FlowDeps = {
  readonly store: Store;
  readonly providers: Providers;
  readonly directory: Directory;
  readonly messenger: Messenger;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** The tenant this bot serves. */
  readonly tenantId: string;
  /** The conversation id of the channel that hears of completed restores; null when none is configured. */
  readonly announceChannelId: string | null;
  /** Where a channel is reached before Teams has told the bot a nearer address, and as whom. */
  readonly announceVia: { readonly serviceUrl: string; readonly botId: string } | null;
  readonly followPace: FollowPace;
  /** This process, as others tell it apart; null where it is the only one. */
  readonly replicaId: string | null;
  readonly titles: ItemTitles;
  /** Certificates of the configuration that run out, by the setting that names them. */
  readonly expiring: readonly { readonly setting: string; readonly untilUtc: string }[];
};
