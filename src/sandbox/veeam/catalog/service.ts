import type { Call, Reply } from '../http/call.ts';
import { organization } from '../simulator.ts';
import { asOf } from '../versions.ts';

/** `GET /v8/Health`, without sign-in. */
export function getHealth(): Reply {
  const entries = { 'Veeam.Archiver.Service': { status: 'Healthy', description: 'The service is available.' } };
  return { status: 200, body: { status: 'Healthy', entries } };
}

/** `GET /ServiceInstance`. */
export function getServiceInstance(): Reply {
  const { installationId, productVersion } = organization;
  return { status: 200, body: { installationId, version: productVersion } };
}

/** `GET /RestorePortalSettings`, without sign-in: which application portal operators sign in to. */
export function getRestorePortalSettings(call: Call): Reply {
  const { entra } = call.simulator;
  const body = {
    applicationId: entra?.portalApplicationId ?? '00000000-0000-0000-0000-000000000000',
    msalAuthorityUri: entra?.authority ?? '',
    restorePortalUri: entra?.portalUri ?? '',
    isEnabled: entra !== null,
  };
  return { status: 200, body: asOf(call.profile, 'portalSettings', body) };
}
