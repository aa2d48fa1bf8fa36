import { stableGuid } from '../../world/ids.ts';
import { type Call, isAppOnly, ok, type Reply } from '../http/call.ts';
import { GraphRefusal } from '../http/refusal.ts';
import { vendorTime } from '../simulator.ts';

/** `GET /solutions/backupRestore`. */
export function getRoot(call: Call): Reply {
  const { world, switches } = call.simulator;
  return ok({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#solutions/backupRestore/$entity',
    serviceStatus: {
      status: switches.serviceStatus,
      disableReason: 'none',
      backupServiceConsumer: 'thirdparty',
      gracePeriodDateTime: null,
      restoreAllowedTillDateTime: null,
      lastModifiedDateTime: vendorTime(world.startUtc),
      // `identity`, not `id`, as the documentation's example has it.
      lastModifiedBy: { user: { identity: stableGuid('graph:who-enabled') } },
    },
  });
}

const present = (call: Call, id: string): object => ({
  id,
  application: { id, displayName: 'Restore bot' },
  status: call.simulator.switches.serviceApp ?? 'inactive',
  registrationDateTime: vendorTime(call.simulator.world.startUtc),
  effectiveDateTime: vendorTime(call.simulator.world.startUtc),
  lastModifiedDateTime: vendorTime(call.simulator.world.startUtc),
  lastModifiedBy: { user: { id: stableGuid('graph:who-enabled') } },
});

/** `GET /serviceApps`: the registered ones; here at most the caller's own. */
export function listServiceApps(call: Call): Reply {
  const id = String(call.claims.appid ?? '');
  const { serviceApp } = call.simulator.switches;
  return ok({
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#solutions/backupRestore/serviceApps',
    value: serviceApp === null ? [] : [present(call, id)],
  });
}

/** `GET /serviceApps/{id}`. */
export function getServiceApp(call: Call): Reply {
  if (call.simulator.switches.serviceApp === null || call.id !== call.claims.appid)
    throw new GraphRefusal(404, 'ServiceAppNotFound', 'The service app was not found.');
  return ok(present(call, call.id));
}

/** What a route does, as far as the state of the service matters. */
export type Doing = 'service' | 'read' | 'restore';

/**
 * Refuses what the state of the service forbids (graph.md §1): everything when it is disabled or the app's own token is no controller's,
 * restores while the app's turn has not come, and when restores are locked.
 */
export function checkService(call: Call, doing: Doing, operation: string): void {
  const { serviceStatus, serviceApp, nonController } = call.simulator.switches;
  if (serviceStatus === 'disabled') throw new GraphRefusal(403, 'UnknownError', '');
  if (doing === 'service') return;
  const notAllowed = new GraphRefusal(403, 'OperationNotAllowed', `This operation is not allowed for ${operation}`);
  const isController = serviceApp !== null && serviceApp !== 'inactive';
  if (isAppOnly(call.claims) && !isController && nonController === 'refuse') throw notAllowed;
  if (doing === 'restore' && (serviceApp === 'pendingActive' || serviceStatus === 'restoreLocked')) throw notAllowed;
}
