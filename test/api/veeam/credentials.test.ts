import { afterEach, describe, expect, it } from 'vitest';
import type { VeeamSettings } from '../../../src/api/veeam/settings.ts';
import type { VersionName } from '../../../src/api/veeam/versions/versionTable.ts';
import type { Workload } from '../../../src/domain/terms.ts';
import { secret } from '../../../src/lib/secret.ts';
import { personId, siteId, teamId } from '../../../src/sandbox/world.ts';
import { certificate } from '../../support/veeamSandbox.ts';
import { type Bench, canaries, opened, perform, plannedRun, startBench } from './support/bench.ts';

let bench: Bench;
afterEach(async () => {
  expect(bench.recorder.violations()).toEqual([]);
  await bench.close();
});

const targets: Readonly<Record<Workload, string>> = {
  exchange: personId.adele,
  oneDrive: personId.adele,
  sharePoint: siteId.marketing,
  teams: teamId.falcon,
};

const impersonating: VeeamSettings['restoreCredential'] = {
  form: 'application',
  applicationId: certificate.applicationId,
  certificate: secret(canaries.certificate),
  certificatePassword: secret(canaries.certificatePassword),
  impersonationAccountName: 'restore@contoso.onmicrosoft.com',
};
const account: VeeamSettings['restoreCredential'] = {
  form: 'account',
  userName: 'restore@contoso.onmicrosoft.com',
  password: secret('canary-account-91d'),
};

/** Starts a restore and gives back what its body held of credentials. */
async function sent(version: VersionName, workload: Workload, restoreCredential: VeeamSettings['restoreCredential']) {
  bench = await startBench({
    version,
    settings: { restoreCredential },
    server: { switches: { certificateNeedsImpersonation: 'asDocumented' } },
  });
  const target = bench.target(targets[workload], workload);
  const run = await perform(
    bench,
    await plannedRun(bench, [target], '2026-11-19T15:00:00.000Z', { workload }),
    'restore',
  );
  const prepared = await bench.provider.prepare('restore', run);
  if (prepared.kind !== 'ready') throw new Error(prepared.kind);
  const answer = bench.provider.perform('restore', opened(bench, run, 'restore', prepared.evidence), prepared.evidence);
  const timer = setInterval(() => bench.clock.forward(60), 20);
  await answer.finally(() => clearInterval(timer));
  const body: Record<string, unknown> = JSON.parse(
    bench.recorder.all.findLast((one) => one.path.endsWith('/restore'))?.requestBody ?? '{}',
  );
  return Object.keys(body)
    .filter((name) => /user|password|application|impersonation/i.test(name))
    .sort();
}

const app = ['applicationCertificate', 'applicationCertificatePassword', 'applicationId'];

describe.each(['v8', 'v7', 'v6'] as const)('a restore on %s', (version) => {
  it.each([
    ['exchange', [...app, 'impersonationAccountName'], ['office365UserName', 'office365UserPassword']],
    ['oneDrive', app, version === 'v8' ? ['officeUsername', 'officeUserpassword'] : ['userName', 'userPassword']],
    ['sharePoint', [...app, 'impersonationAccountName'], ['userName', 'userPassword']],
    ['teams', [...app, 'impersonationAccountName'], ['userName', 'userPassword']],
  ] as const)(
    'of %s carries exactly one form of credential, in its own spelling',
    async (workload, application, user) => {
      expect(await sent(version, workload, impersonating)).toEqual(application);
      await bench.close();
      expect(await sent(version, workload, account)).toEqual(user);
    },
  );
});
