import { describe, expect, it } from 'vitest';
import { personId, tenant } from '../../../src/sandbox/world.ts';
import { entraTokens } from '../../support/entraTokens.ts';
import { hasVendorSchemas, operationsInTable } from '../../support/vb365Schema.ts';
import { makeClient, movableClock, startSandbox, vendorSchema } from '../../support/veeamSandbox.ts';
import { walkDrives } from './walk/drives.ts';
import { walkMail } from './walk/mail.ts';
import { walkService } from './walk/service.ts';
import { walkSites } from './walk/sites.ts';
import { walkTeams } from './walk/teams.ts';
import { makeWalk, type Walk } from './walk/walk.ts';

/** Operations of the vendor's restore documents this simulator leaves out on purpose, and why. */
const leftOut: readonly [RegExp, string][] = [
  [/export|\/save$|\/send/i, 'takes data out of the backup; the bot never does'],
  [/AuthCode$/, 'only opens downloads'],
  [/DataRetrievals/, 'retrieval from archive storage; the world has none'],
  [/RbacRoles|Audit/, 'administration, not restoring'],
  [/(POST|PUT|DELETE) \/v\d\/Organizations(\/\{organizationId\})?$/, 'administration, not restoring'],
  [
    /RestorePoints\/(\{restorePointId\}\/protectedGroups|Changes)/,
    'the world backs up no groups; v8 has a change feed',
  ],
  [/Attachments\/\{attachmentId\}/, 'the world has no list attachments'],
];

async function walkAll(version: 'v6' | 'v7' | 'v8'): Promise<Walk> {
  const clock = movableClock();
  const entra = await entraTokens(clock);
  const speed = { secondsPerItem: 0, finishingSeconds: 0 };
  const sandbox = await startSandbox(version, {
    entra: entra.trust,
    clock,
    speed,
    switches: { throttleTokens: false, certificateNeedsImpersonation: 'asDocumented' },
  });
  const operator = makeClient(sandbox.server, version);
  operator.violations = sandbox.client.violations;
  const grant = {
    grant_type: 'operator',
    client_id: `${personId.megan}.${tenant.id}`,
    assertion: await entra.tokenOf(personId.megan),
    ...(version !== 'v6' && { disable_antiforgery_token: true }),
  };
  operator.token = (await operator.call('POST', '/token', grant)).body.access_token;
  const walk = makeWalk(version, sandbox, operator);
  for (const part of [walkService, walkMail, walkDrives, walkSites, walkTeams]) await part(walk);
  const assertion = JSON.stringify({ access_token: await entra.tokenOf(personId.nestor) });
  const tenantGrant = {
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    client_id: tenant.domain,
    assertion,
    ...(version !== 'v6' && { disable_antiforgery_token: true }),
  };
  const { access_token: token } = (await operator.call('POST', '/token', tenantGrant)).body;
  await operator.call('POST', '/Organization/Explore', { type: 'Vex' }, { token });
  if (version !== 'v6') await operator.call('POST', '/token/logout');
  return walk;
}

describe.runIf(hasVendorSchemas)('the simulator against the vendor, closed schemas', () => {
  it.each(['v6', 'v7', 'v8'] as const)(
    '%s: every operation but the listed ones, no violation',
    { timeout: 60_000 },
    async (version) => {
      const { sandbox } = await walkAll(version);
      expect(sandbox.server.bugs).toEqual([]);
      expect(sandbox.client.violations).toEqual([]);
      expect(sandbox.server.record().unknownProperties).toEqual([]);
      const schema = vendorSchema(version);
      const unused = schema?.operations.filter((operation) => !schema.used.has(operation)) ?? [];
      const unexplained = unused.filter((operation) => !leftOut.some(([pattern]) => pattern.test(operation)));
      expect(unexplained).toEqual([]);
      const inTable = operationsInTable(version);
      const used = new Set([...(schema?.used ?? [])].map((operation) => operation.replace(/ \/v\d/, ' ')));
      const count = inTable.filter((operation) => used.has(operation)).length;
      process.stdout.write(`${version}: ${count} of ${inTable.length} operations in the table used\n`);
      await sandbox.server.close();
    },
  );
});
