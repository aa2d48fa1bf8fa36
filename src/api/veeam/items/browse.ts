import { Fault } from '../../../lib/fault.ts';
import type { ItemPage, PickableItem, Provider } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { restoreSessionReply } from '../replies/restoreSessions.ts';
import { stopSession } from '../run/close.ts';
import type { ExploreEvidence } from '../run/journal.ts';
import type { WorkloadTable } from '../workloads/workloadTable.ts';
import { matches } from './itemTable.ts';

/** More things are not looked at for one card; the person narrows further. */
const mostLookedAt = 10_000;

/**
 * Finds things to pick at a restore point in an explore session of its own, which is stopped again whatever happens. Holds a page and what
 * is shown, never a whole mailbox; containers come first.
 */
export async function browseItems(
  context: VeeamContext,
  table: WorkloadTable,
  query: Parameters<NonNullable<Provider['browse']>>[0],
): Promise<ItemPage> {
  const { target, point, filter, options, most } = query;
  const version = await context.api.version();
  if (!table.items || !context.signIn.ability(table, version, 'items'))
    throw new Fault('BACKUP_REFUSED', { effect: 'none', cause: new Error('no items of this for this login') });
  const reached = await context.signIn.reach(context, table, query.tenantId, target);
  if (reached.kind !== 'found') throw new Fault('BACKUP_REFUSED', { effect: 'none', cause: new Error(reached.kind) });
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
    const shown: PickableItem[] = [];
    let total = 0;
    let lookedAt = 0;
    for (const part of Object.values(table.items.parts)) {
      if (!object || (context.signIn.kind === 'portalOperator' && !part.operatorRestore)) continue;
      for await (const page of part.browse(context, session.id, object, filter)) {
        lookedAt += page.length;
        const found = page.filter((item) => matches(item, filter));
        total += found.length;
        shown.push(...found.slice(0, most - shown.length));
        if (lookedAt >= mostLookedAt) return { picks: 'each', items: shown, total, complete: false };
      }
    }
    return { picks: 'each', items: shown, total, complete: true };
  } finally {
    await stopSession(context, session.id);
  }
}
