import { createHttpClient, type HttpDeps } from '../../lib/http/httpClient.ts';
import type { HttpClient } from '../../lib/http/httpTypes.ts';
import { defaultInferences, type Inferences } from './inferences.ts';
import type { VeeamSettings } from './settings.ts';
import { createVersionChoice } from './versions/probe.ts';

/** A backup server and the version to speak with it; neither depends on who signs in. */
export type ServerConnection = {
  readonly http: HttpClient;
  readonly version: ReturnType<typeof createVersionChoice>;
};

/** Opens no connection until asked. */
export function connectTo(
  settings: Pick<VeeamSettings, 'baseUrl' | 'caPem' | 'version'>,
  deps: { readonly http?: HttpDeps; readonly inferences?: Partial<Inferences> },
): ServerConnection {
  const http = createHttpClient(
    {
      baseUrl: settings.baseUrl,
      caPem: settings.caPem,
      faultCodes: { unreachable: 'BACKUP_UNREACHABLE', untrusted: 'BACKUP_TLS', unreadable: 'BACKUP_BROKEN' },
    },
    deps.http,
  );
  const { servedVersionStatuses } = { ...defaultInferences, ...deps.inferences };
  return { http, version: createVersionChoice(http, settings.version, servedVersionStatuses) };
}
