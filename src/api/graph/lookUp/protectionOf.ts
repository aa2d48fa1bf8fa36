import type { PointLookUp } from '../../../ports/provider.ts';
import type { Inferences } from '../inferences.ts';
import type { UnitReply } from '../replies/units.ts';

type Protection = NonNullable<Extract<PointLookUp, { kind: 'found' }>['protection']>;

/** Units keep the backups they have when they leave protection (graph.md §2.1). */
const left: readonly string[] = ['unprotectRequested', 'unprotected', 'removeRequested'];
const offboarding: readonly string[] = ['offboardRequested', 'offboarded'];

/** What becomes of the backups of a unit that is leaving or has left; null while it is protected, or in a state we do not know. */
export function protectionOf(
  { status }: UnitReply,
  { offboardingRemovesBackups }: Pick<Inferences, 'offboardingRemovesBackups'>,
): Protection | null {
  if (offboarding.includes(status)) return offboardingRemovesBackups ? 'beingRemoved' : 'noLongerBackedUp';
  return left.includes(status) ? 'noLongerBackedUp' : null;
}
