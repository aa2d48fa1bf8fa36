import type { Clock } from '../../lib/clock.ts';
import type { Inferences } from './inferences.ts';
import type { PersonSearch } from './lookUp/people.ts';
import type { OrganizationReply } from './replies/organizations.ts';
import type { ReadyCredential, VeeamSettings } from './settings.ts';
import type { SignIn } from './signIns/signIn.ts';
import type { VeeamApi } from './veeamApi.ts';

/** What every part of the adapter works with. */
export type VeeamContext = {
  readonly settings: VeeamSettings;
  readonly api: VeeamApi;
  /** What a restore is made with; for device codes only while one restore is started. */
  readonly credential: ReadyCredential;
  readonly signIn: SignIn;
  readonly clock: Clock;
  readonly inferences: Inferences;
  /** What was looked up before and hardly changes; caches only. */
  readonly known: {
    organization(tenantId: string): Promise<OrganizationReply>;
    person(organizationId: string, objectId: string, address: string): Promise<PersonSearch>;
  };
  /**
   * Which of these provider sessions a step of another run holds, in any run's journal. Such a session is never taken for ours
   * (design §5.3 "owned by no other step").
   */
  readonly ownedElsewhere: (runId: string, sessionIds: readonly string[]) => Promise<readonly string[]>;
};
