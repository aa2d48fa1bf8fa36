import { type Host, sendReply } from '../internet/http.ts';
import type { Entra } from './entra.ts';

/**
 * Simulates the managed identity endpoint of Azure App Service and Container Apps (api-version 2019-08-01, Microsoft Learn "How to
 * use managed identities for App Service"): a token for the assigned identity, and only with the secret header of the machine.
 */
export function createManagedIdentity(options: { entra: Entra; clientId: string; secretHeader: string }): Host {
  const { entra, clientId, secretHeader } = options;
  return async (request, response) => {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://identity');
    if (request.headers['x-identity-header'] !== secretHeader) return sendReply(response, { status: 401 });
    const resource = query.get('resource');
    if (resource === null || query.get('api-version') !== '2019-08-01') return sendReply(response, { status: 400 });
    if (query.get('client_id') !== clientId) {
      return sendReply(response, {
        status: 400,
        body: { statusCode: 400, message: 'No User Assigned or Delegated Managed Identity found' },
      });
    }
    const body = {
      access_token: await entra.tokenFor(clientId, resource),
      expires_on: String(Math.floor(Date.now() / 1000) + 3600),
      resource,
      token_type: 'Bearer',
      client_id: clientId,
    };
    sendReply(response, { status: 200, body });
  };
}
