import { Fault } from '../../../lib/fault.ts';
import type { ItemPage, PickableItem, Provider } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { restoreSessionReply } from '../replies/restoreSessions.ts';
import { stopSession } from '../run/close.ts';
import type { ExploreEvidence } from '../run/journal.ts';
import type { WorkloadTable } from '../workloads/workloadTable.ts';
import { matches } from './itemTable.ts';

/** More items are not looked at for one card; the person narrows further. */
const mostLookedAt = 10_000;

/** Finds items at a restore point in an explore session of its own, which is stopped again whatever happens. */
export async function browseItems(
  context: VeeamContext,
  table: WorkloadTable,
  query: Parameters<NonNullable<Provider['browse']>>[0],
): Promise<ItemPage> {
  const { target, point, filter, options, most } = query;
  if (!table.items) throw new Fault('BACKUP_REFUSED', { effect: 'none' });
  const reached = await context.signIn.reach(context, table, query.tenantId, target);
  if (reached.kind !== 'found') throw new Fault('BACKUP_REFUSED', { effect: 'none', cause: new Error(reached.kind) });
  const version = await context.api.version();
  const evidence: ExploreEvidence = {
    organizationId: reached.organizationId,
    type: table.sessionType,
    backupTime: point.ref.backupTime ?? point.takenAtUtc,
    repositoryId: point.ref.repositoryId ?? '',
    together: false,
    sinceUtc: context.api.serverTimeUtc(),
    scope: (reached.scope ?? null) as ExploreEvidence['scope'],
  };
  const call = context.signIn.exploreCall(version, evidence, { options }, 'Choosing items to restore');
  const session = await context.api.change(restoreSessionReply, call, { headersTimeoutSeconds: 180 });
  try {
    await query.opened(session.id);
    const [object] = await table.find(context, session.id, [{ target, point }]);
    if (!object) return { picks: 'each', items: [], total: 0, complete: true };
    const found: PickableItem[] = [];
    let lookedAt = 0;
    for await (const page of table.items.browse(context, session.id, object, filter)) {
      lookedAt += page.length;
      found.push(...page.filter((item) => matches(item, filter)));
      if (lookedAt >= mostLookedAt) break;
    }
    return { picks: 'each', items: found.slice(0, most), total: found.length, complete: lookedAt < mostLookedAt };
  } finally {
    await stopSession(context, session.id);
  }
}
