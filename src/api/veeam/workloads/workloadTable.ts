import type { Target, TargetPlan, Workload } from '../../../domain/terms.ts';
import type { Ability, RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import type { RestoreItem } from '../items/itemRef.ts';
import type { ItemTable } from '../items/itemTable.ts';
import type { ActionCall, VersionTable } from '../versions/versionTable.ts';

/** Where a target is on the backup server, as far as looking its restore points up needs it. */
export type Located =
  | {
      readonly kind: 'found';
      readonly organizationId: string;
      readonly pointFilter: Readonly<Partial<Record<'userId' | 'siteId' | 'teamId', string>>>;
      /** False where the version has only addresses. */
      readonly byObjectId: boolean;
      /** The address or URL the object has now. */
      readonly address: string;
      /** False for what only backups still hold, so that nothing can be put back in place. */
      readonly live: boolean;
      /** The address or URL the object had at a restore point, told by its id; null when the server does not say. */
      addressAt(restorePointId: string): Promise<string | null>;
    }
  | { readonly kind: 'notProtected' | 'several' };

/** One object of an explore session that is to be restored, as the journal holds it. */
export type RestoreObject = {
  readonly targetId: string;
  readonly id: string;
  readonly name: string;
  /** Mail address or URL as the session has it. */
  readonly address: string;
  /** Items within it as the server lists them, because some calls take them whole; none for the whole object. */
  readonly items: readonly RestoreItem[];
};

/** Everything that differs between workloads. */
export type WorkloadTable = {
  readonly workload: Workload;
  /** The vendor's session type (vb365.md §2). */
  readonly sessionType: 'Vex' | 'Veod' | 'Vesp' | 'Vet';
  readonly pointFlag: 'isExchange' | 'isOneDrive' | 'isSharePoint' | 'isTeams';
  /** Null where the version cannot restore whole targets of this workload. */
  ability(version: VersionTable): Ability | null;
  /** What a portal operator can restore whole; null where the API has it for items only. */
  operatorAbility(version: VersionTable): Ability | null;
  /** Whether several targets go into one restore call. */
  bulk(version: VersionTable, run: Pick<RunContext, 'destination'>): boolean;
  /** Whether a blocking restore answers with counts of items; else the events of its session are counted. */
  readonly countsItems: boolean;
  /** How items within an object are found and restored; absent where only the whole is served. */
  readonly items?: ItemTable;
  locate(context: VeeamContext, tenantId: string, target: Target): Promise<Located>;
  /** The objects of an explore session that are these targets; null for a target it does not hold exactly once. */
  find(
    context: VeeamContext,
    exploreSessionId: string,
    plans: readonly TargetPlan[],
  ): Promise<readonly (RestoreObject | null)[]>;
  /** What a portal operator has to list for a whole object, because there is no call for it; absent where there is one. */
  operatorItems?(
    context: VeeamContext,
    exploreSessionId: string,
    object: RestoreObject,
  ): Promise<readonly RestoreItem[]>;
  /** A portal operator's restore call for whole objects, without its reason; absent where the API has it for items only. */
  operatorRestore?(
    version: VersionTable,
    exploreSessionId: string,
    objects: readonly RestoreObject[],
    run: RunContext,
  ): ActionCall;
  /** The one restore call for these objects. */
  restore(
    context: VeeamContext,
    version: VersionTable,
    exploreSessionId: string,
    objects: readonly RestoreObject[],
    run: RunContext,
  ): ActionCall;
};
