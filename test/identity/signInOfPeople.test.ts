import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { type Internet, startInternet } from '../../src/sandbox/internet/startInternet.ts';
import { createEntra, type Entra } from '../../src/sandbox/signIn/entra.ts';
import { adele, appId, tenantId } from '../fakes/localTeams.ts';

const graph = 'https://graph.microsoft.com';
const portal = 'api://portal';
let folder: string;
let internet: Internet;
let entra: Entra;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'internet-'));
  entra = await createEntra({
    tenantId,
    clock: systemClock,
    apps: [{ appId, secret: 'right-secret', audiences: [graph], delegated: { [portal]: ['access_as_user'] } }],
    isPerson: (id) => id === adele.id,
  });
  internet = await startInternet({ folder, hosts: { 'login.microsoftonline.com': entra.host } });
});
afterAll(async () => {
  await internet.stop();
  await rm(folder, { recursive: true });
});

/** What our own code says in a process that finds the sign-in service under its real name: msal speaks to no other. */
async function said(module: string, expression: string, word = 'right-secret'): Promise<Record<string, unknown>> {
  const settings = {
    appId,
    tenantId,
    signInOrigin: 'https://login.microsoftonline.com',
    credential: { kind: 'secret', secret: word },
  };
  const program = `
    import * as parts from ${JSON.stringify(resolve(import.meta.dirname, '../../src/identity', module))};
    const settings = ${JSON.stringify(settings)};
    const result = await (${expression}).catch(({ code, effect, cause }) => ({ code, effect, cause: String(cause) }));
    console.log(JSON.stringify({ result }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...internet.environment, NODE_NO_WARNINGS: '1' },
  });
  const [out, err] = await Promise.all([child.stdout.toArray(), child.stderr.toArray()]);
  if (out.length === 0) throw new Error(err.join(''));
  return JSON.parse(out.join('')).result;
}

describe('the token document of an organization', () => {
  const ask = (word?: string) =>
    said(
      'organizationToken.ts',
      `parts.createOrganizationToken({ ...settings, audience: '${graph}' })().then(JSON.parse)`,
      word,
    );

  it('is Microsoft’s token reply, whole, for the application itself', async () => {
    const document = await ask();
    expect(Object.keys(document).sort()).toEqual(['access_token', 'expires_in', 'token_type']);
    expect(document.token_type).toBe('Bearer');
    expect(document.expires_in).toBeGreaterThan(3500);
    expect(document.expires_in).toBeLessThanOrEqual(3600);
    expect(await entra.verify(`Bearer ${document.access_token}`, graph)).toMatchObject({ appid: appId, tid: tenantId });
  }, 30_000);

  it('that is refused says Entra’s code and no secret', async () => {
    const fault = await ask('wrong-secret');
    expect(fault).toMatchObject({ code: 'SIGN_IN_UNREACHABLE', effect: 'none' });
    expect(JSON.stringify(fault)).not.toContain('wrong-secret');
  }, 30_000);
});

describe('a token on behalf of a person', () => {
  const ask = (assertion: string) =>
    said('onBehalfOf.ts', `parts.createOnBehalfOf(settings)('${assertion}', '${portal}/access_as_user')`);

  it('says whom it is of, by the word of Entra', async () => {
    const got = await ask(await entra.delegated.personToken(adele.id, appId));
    expect(got).toMatchObject({ personId: adele.id, tenantId });
    expect(await entra.verify(`Bearer ${got.token}`, portal)).toMatchObject({ oid: adele.id, tid: tenantId });
  }, 30_000);

  it('wants the person where Entra does, and repeats no token in what it throws', async () => {
    const forged = `${(await entra.delegated.personToken(adele.id, appId)).split('.').slice(0, 2).join('.')}.AAAA`;
    const fault = await ask(forged);
    expect(fault).toMatchObject({ code: 'SIGN_IN_NEEDED', effect: 'none' });
    expect(JSON.stringify(fault)).not.toContain('eyJ');
    entra.delegated.requireInteraction(adele.id);
    expect(await ask(await entra.delegated.personToken(adele.id, appId))).toMatchObject({ code: 'SIGN_IN_NEEDED' });
  }, 30_000);
});
