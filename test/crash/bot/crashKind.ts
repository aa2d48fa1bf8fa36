import type { Counts } from '../../../src/domain/terms.ts';
import type { ServicesOptions } from '../../../src/sandbox/startServices.ts';
import type { CrashStage } from './crashStage.ts';
import type { Ask } from './playRequest.ts';

/** One restore of one person's data as the service itself recorded it. */
export type Restored = { readonly sessionId: string; readonly counts: Counts };

/** What differs between the products and versions the bot is killed on. */
export type CrashKind = {
  readonly name: string;
  readonly services: Pick<ServicesOptions, 'provider' | 'veeamVersion'>;
  /** Whether there is a call whose effect cannot be looked up, so that an admin may be asked (design §5.3). */
  readonly mayAskAdmin: boolean;
  /** Restores of an owner's mailbox or OneDrive by the bot, from the service's own record. */
  restoresOf(crash: CrashStage, workload: Ask['workload'], ownerId: string): readonly Restored[];
  /** What the bot opened there and did not close, in words. */
  leftOpen(crash: CrashStage): readonly string[];
  /** Errors of the simulator itself. */
  bugs(crash: CrashStage): readonly unknown[];
  /** Counts as far as this kind tells them in every case. */
  comparable(counts: Counts): unknown;
};

/** Restores of everybody's data an ask is about. */
export const restoresOf = (crash: CrashStage, ask: Ask): readonly Restored[] =>
  ownersOf(ask).flatMap((ownerId) => crash.kind.restoresOf(crash, ask.workload, ownerId));

export const ownersOf = ({ requesterId, ownerIds = [requesterId] }: Ask): readonly string[] => ownerIds;
