import { afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../support/veeamSandbox.ts';

const password = {
  grant_type: 'password',
  username: 'EPSILON\\svc-restore',
  password: 'sandbox-only',
  disable_antiforgery_token: true,
};

let sandbox: Sandbox;
afterEach(async () => {
  expect(sandbox.server.bugs).toEqual([]);
  await sandbox.server.close();
});

const token = (body: unknown) => sandbox.client.call('POST', '/token', body, { token: null });

describe('sign-in', () => {
  it('gives a pair of tokens, a new pair on refresh, and takes the old one back', async () => {
    sandbox = await startSandbox();
    sandbox.clock.forward(2);
    const first = await token(password);
    expect(first.body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    expect(first.body['.expires']).toMatch(/\.\d{7}Z$/);
    sandbox.clock.forward(2);
    const again = {
      grant_type: 'refresh_token',
      refresh_token: first.body.refresh_token,
      disable_antiforgery_token: true,
    };
    const second = await token(again);
    expect(second.status).toBe(200);
    expect(second.body.access_token).not.toBe(first.body.access_token);
    sandbox.clock.forward(2);
    expect((await token(again)).status).toBe(400);
  });

  it('reads form bodies and any case of the path', async () => {
    sandbox = await startSandbox();
    sandbox.clock.forward(2);
    const response = await fetch(`${sandbox.server.url}/V8/Token`, {
      method: 'POST',
      body: new URLSearchParams({ ...password, disable_antiforgery_token: 'true' }),
    });
    expect(response.status).toBe(200);
    const { access_token } = (await response.json()) as { access_token: string };
    expect((await sandbox.client.call('GET', '/serviceinstance', undefined, { token: access_token })).status).toBe(200);
  });

  it('refuses a wrong password with 400', async () => {
    sandbox = await startSandbox();
    sandbox.clock.forward(2);
    const refused = await token({ ...password, password: 'guess' });
    expect(refused).toMatchObject({ status: 400, body: { message: 'Username or password is incorrect.' } });
    expect(refused.body.stackTrace).toContain('   at ');
  });

  it('throttles: one a second, five a minute, with Retry-After that is true', async () => {
    sandbox = await startSandbox();
    const tooSoon = await token(password);
    expect(tooSoon.status).toBe(429);
    expect(tooSoon.headers.get('retry-after')).toBe('1');
    for (let count = 0; count < 4; count += 1) {
      sandbox.clock.forward(1);
      expect((await token(password)).status).toBe(200);
    }
    sandbox.clock.forward(1);
    const sixth = await token(password);
    expect(sixth.status).toBe(429);
    const waitSeconds = Number(sixth.headers.get('retry-after'));
    sandbox.clock.forward(waitSeconds - 1);
    expect((await token(password)).status).toBe(429);
    sandbox.clock.forward(1);
    expect((await token(password)).status).toBe(200);
  });

  it('answers 401 without a bearer, with an unknown one, an expired one and after logout', async () => {
    sandbox = await startSandbox();
    const { client, clock } = sandbox;
    const status = async (bearer: string | null) =>
      (await client.call('GET', '/ServiceInstance', undefined, { token: bearer })).status;
    expect(await status(null)).toBe(401);
    expect(await status('made-up')).toBe(401);
    expect(await status(client.token)).toBe(200);
    clock.forward(3601);
    expect(await status(client.token)).toBe(401);
    await client.signIn();
    expect((await client.call('POST', '/token/logout')).status).toBe(204);
    expect(await status(client.token)).toBe(401);
    expect((await client.call('GET', '/Health', undefined, { token: null })).body.status).toBe('Healthy');
  });

  it.each([401, 403] as const)(
    'wants the antiforgery token unless it was switched off (%i)',
    async (antiforgeryStatus) => {
      sandbox = await startSandbox('v8', { switches: { antiforgeryStatus } });
      sandbox.clock.forward(2);
      const { disable_antiforgery_token: _, ...withCookies } = password;
      const answer = await token(withCookies);
      const refused = await sandbox.client.call('GET', '/ServiceInstance', undefined, {
        token: answer.body.access_token,
      });
      expect(refused.status).toBe(antiforgeryStatus);
    },
  );

  it('keeps a record of token requests without any secret', async () => {
    sandbox = await startSandbox();
    sandbox.clock.forward(2);
    await token({ ...password, password: 'guess-7f3' });
    const record = sandbox.server.record();
    expect(record.tokenRequests.map((request) => request.status)).toEqual([200, 400]);
    expect(JSON.stringify(record)).not.toMatch(/sandbox-only|guess-7f3/);
  });
});
