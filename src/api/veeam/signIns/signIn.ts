import type { Selection, Target } from '../../../domain/terms.ts';
import { Fault } from '../../../lib/fault.ts';
import type { Ability, RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import type { PointSource } from '../lookUp/pointSource.ts';
import type { ScopeItem } from '../replies/operator.ts';
import type { ExploreEvidence, RestoreEvidence } from '../run/journal.ts';
import type { ActionCall, VersionTable } from '../versions/versionTable.ts';
import type { WorkloadTable } from '../workloads/workloadTable.ts';

/** The fields of a token request, before the antiforgery switch. */
export type TokenForm = Readonly<Record<string, string>>;

/** A target as this login reaches it: where it is, and the restore points it may use. */
export type Reached =
  | {
      readonly kind: 'found';
      readonly organizationId: string;
      /** False where it is known by address only. */
      readonly byObjectId: boolean;
      readonly address: string;
      /** False for what only backups still hold. */
      readonly live: boolean;
      addressAt(restorePointId: string): Promise<string | null>;
      readonly points: PointSource;
      /** What a portal operator has to name when exploring; null for everything, or for one's own data. */
      readonly scope: ScopeItem | null;
    }
  | { readonly kind: 'notProtected' | 'notInScope' | 'several' };

/** What exploring takes of a run. */
export type Explored = Pick<RunContext, 'options'>;

/** The restore call of logins that restore with a credential: of the whole, or of the picked items of one target. */
export const restoreWithCredential: SignIn['restoreCall'] = (context, table, version, evidence, run) => {
  const { explore, objects, part } = evidence;
  if (part === null) return table.restore(context, version, explore.sessionId, objects, run);
  const [object] = objects;
  const call = object && table.items?.parts[part]?.restore(context, version, explore.sessionId, object, run);
  if (!call) throw new Fault('BACKUP_REFUSED', { effect: 'none', cause: new Error(`no ${part} here`) });
  return call;
};

/** Everything that differs between the three kinds of login (vb365.md §1.3). */
export type SignIn = {
  readonly kind: 'administrator' | 'organization' | 'portalOperator';
  /** Tells logins apart; one token and one follower per key. Holds no secret and no address. */
  readonly key: string;
  /** What is sent to sign in. May ask elsewhere (Entra); called only when a new sign-in is needed, never for a refresh. */
  form(version: VersionTable): Promise<TokenForm>;
  ability(table: WorkloadTable, version: VersionTable, selection: Selection['kind']): Ability | null;
  reach(context: VeeamContext, table: WorkloadTable, tenantId: string, target: Target): Promise<Reached>;
  /** The sites or teams words can mean, as far as this login may restore them. */
  places(context: VeeamContext, tenantId: string, kind: 'site' | 'team', words: string): Promise<readonly Target[]>;
  /** How restores answer: a portal operator's never block. */
  restores(version: VersionTable): 'async' | 'blocking';
  /** Whether our reason can be read back from a session, so that an open step is found by it (design §5.3). */
  readonly hasReasons: boolean;
  exploreCall(version: VersionTable, evidence: ExploreEvidence, run: Explored, reason: string): ActionCall;
  restoreCall(
    context: VeeamContext,
    table: WorkloadTable,
    version: VersionTable,
    evidence: RestoreEvidence,
    run: RunContext,
    reason: string,
  ): ActionCall;
};

/** Properties every explore call has. */
export const exploreOptions = (
  version: VersionTable,
  evidence: ExploreEvidence,
  run: Explored,
): Readonly<Record<string, unknown>> => ({
  dateTime: evidence.backupTime,
  type: evidence.type,
  showDeleted: run.options.includeDeleted,
  showAllVersions: run.options.allVersions,
  ...(version.exploresRepository && evidence.repositoryId !== '' ? { repositoryId: evidence.repositoryId } : {}),
});
