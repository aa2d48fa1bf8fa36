import { expect, it } from 'vitest';
import { createTokens } from '../../src/identity/tokens.ts';

it('asks for the audience of the scope', async () => {
  const tokens = createTokens({ botToken: async (audience) => `token for ${audience}` });
  expect(await tokens.get('https://graph.microsoft.com/.default')).toBe('token for https://graph.microsoft.com');
});

it('says that sign-in is unreachable, and why, without the words of the service', async () => {
  const cause = Object.assign(new Error('AADSTS700016'), { code: 'identity.bot-sign-in' });
  const refused = createTokens({ botToken: async () => Promise.reject(cause) });
  await expect(refused.get('https://graph.microsoft.com/.default')).rejects.toMatchObject({
    code: 'SIGN_IN_UNREACHABLE',
    message: 'SIGN_IN_UNREACHABLE',
    effect: 'none',
    cause,
  });
});

it('gives up on a sign-in service that says nothing', async () => {
  const silent = createTokens({ botToken: () => new Promise(() => undefined), timeLimitMilliseconds: 20 });
  await expect(silent.get('https://graph.microsoft.com/.default')).rejects.toMatchObject({
    code: 'SIGN_IN_UNREACHABLE',
  });
});

it('takes application scopes only', async () => {
  const tokens = createTokens({ botToken: async (audience) => audience });
  await expect(tokens.get('https://graph.microsoft.com/User.Read.All')).rejects.toMatchObject({ code: 'UNEXPECTED' });
});
