import { MockAgent } from 'undici';
import { expect, it } from 'vitest';
import { createVeeamProvider } from '../../../src/api/veeam/provider.ts';
import { secret } from '../../../src/lib/secret.ts';

const tenantId = '11111111-2222-4333-8444-555555555555';
const organization = (id: string, msid: string) => ({ id, msid, name: 'contoso.onmicrosoft.com' });

// The simulator serves one organization; a server with several is made up here.
it.each([
  [
    'two organizations of one tenant',
    [
      organization('aaaaaaaa-2222-4333-8444-555555555555', tenantId),
      organization('bbbbbbbb-2222-4333-8444-555555555555', tenantId),
    ],
  ],
  [
    'only another tenant, by a server that ignores the filter',
    [organization('aaaaaaaa-2222-4333-8444-555555555555', '99999999-2222-4333-8444-555555555555')],
  ],
])('%s are refused before anything is looked up', async (_, results) => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const server = agent.get('https://backup.example:4443');
  const token = { access_token: 'a', refresh_token: 'b', token_type: 'bearer', expires_in: 3600 };
  server.intercept({ method: 'POST', path: '/v8/token' }).reply(200, token);
  server.intercept({ method: 'GET', path: /^\/v8\/Organizations\?/ }).reply(200, { offset: 0, limit: 1000, results });
  const provider = createVeeamProvider(
    {
      baseUrl: 'https://backup.example:4443',
      version: 'v8',
      account: { userName: 'someone', password: secret('x') },
      restoreCredential: { form: 'account', userName: 'someone', password: secret('x') },
    },
    { ownedElsewhere: async () => [], http: { dispatcher: agent } },
  );
  const target = { kind: 'mailbox', id: tenantId, name: 'A', address: 'a@contoso.onmicrosoft.com' } as const;
  const found = provider.lookUp({ workload: 'exchange', target, tenantId, askedTimeUtc: '2026-11-19T15:00:00.000Z' });
  await expect(found).rejects.toMatchObject({ code: 'BACKUP_ORGANIZATION', effect: 'none' });
  agent.assertNoPendingInterceptors();
});
