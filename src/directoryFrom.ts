import type { Settings } from './config/settings.ts';
import type { createBotToken } from './identity/botCredential.ts';
import { createGraphDirectory } from './identity/graphDirectory.ts';
import { createTokens } from './identity/tokens.ts';
import type { Clock } from './lib/clock.ts';
import { createHttpClient } from './lib/http/httpClient.ts';
import type { Directory } from './ports/directory.ts';

/** The directory of the settings' tenant, and the end of its connections. */
export function directoryFrom(
  { bot, cloud, proxyUrl }: Settings,
  botToken: ReturnType<typeof createBotToken>,
  clock: Clock,
): { readonly directory: Directory; close(): Promise<void> } {
  const http = createHttpClient({
    baseUrl: cloud.graphOrigin,
    proxyUrl: proxyUrl ?? undefined,
    correlationHeader: 'client-request-id',
    faultCodes: {
      unreachable: 'DIRECTORY_UNREACHABLE',
      untrusted: 'DIRECTORY_UNREACHABLE',
      unreadable: 'DIRECTORY_UNREACHABLE',
    },
  });
  const directory = createGraphDirectory({
    http,
    tokens: createTokens({ botToken }),
    clock,
    tenantId: bot.tenantId,
    graphOrigin: cloud.graphOrigin,
  });
  return { directory, close: () => http.close() };
}
