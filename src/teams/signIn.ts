import { z } from 'zod';
import { onSignedIn } from '../flows/signIn.ts';
import type { PersonTokens, SignInResult } from '../ports/personTokens.ts';
import type { UserTokens } from './userTokens.ts';

type Deps = Parameters<typeof onSignedIn>[0];
/** What the sign-in needs beside the flows; absent where nobody ever signs in. */
export type SignInParts = { readonly tokens: PersonTokens; readonly userTokens: UserTokens };

const exchanged = z.looseObject({
  id: z.string().max(200),
  connectionName: z.string().max(200),
  token: z.string().max(20_000),
});
/** Without a code the token service would give whatever a link that was passed on has brought. */
const verified = z.looseObject({ state: z.string().min(1).max(200) });
/** A word of the client's own, such as `resourcematchfailed`; nothing else of what it sends is written down. */
const failed = z.looseObject({ code: z.string().regex(/^[a-z_]{1,50}$/i) });

/** The answer to an invoke of the sign-in: an HTTP status, and a body where Teams reads one. */
export type SignInAnswer = { readonly status: number; readonly body?: object };

/** Who sent the invoke, from the authenticated activity. */
type Sender = { readonly person: Parameters<PersonTokens['exchange']>[0]; readonly channelUserId: string };

const names = ['signin/tokenExchange', 'signin/verifyState', 'signin/failure'] as const;
type SignInName = (typeof names)[number];
/** Whether an invoke belongs to the sign-in. */
export const isSignIn = (name: string | undefined): name is SignInName => names.some((known) => known === name);

/**
 * Carries out an invoke of the sign-in (Microsoft Learn, "Add single sign-on to your bot"). `tokenExchange` is what a client sends by itself
 * when it gets a sign-in card; every client a person has open sends one, each gets its answer, and what waits goes on once. 412 makes the
 * client show the button. `verifyState` carries the code of a sign-in with the button.
 */
export async function signIn(
  deps: Deps,
  parts: SignInParts,
  name: SignInName,
  value: unknown,
  sender: Sender,
): Promise<SignInAnswer> {
  switch (name) {
    case 'signin/tokenExchange':
      return onExchange(deps, parts, value, sender);
    case 'signin/verifyState':
      return onVerify(deps, parts, value, sender);
    case 'signin/failure': {
      const code = failed.safeParse(value).data?.code ?? 'unknown';
      deps.log.warn({ personId: sender.person.id, code }, 'the client could not sign in');
      return { status: 200 };
    }
    default:
      return name satisfies never;
  }
}

/** What Teams shows nobody; for people who read the traffic. */
const detail: Readonly<Record<Exclude<SignInResult, 'accepted'>, string>> = {
  refused: 'The token is not one of the person who sent it.',
  again: 'The person has to sign in with the button.',
  unavailable: 'The sign-in service did not answer. Try again.',
};

async function onExchange(deps: Deps, { tokens }: SignInParts, value: unknown, sender: Sender): Promise<SignInAnswer> {
  const given = exchanged.safeParse(value);
  if (!given.success) return { status: 400 };
  const { id, connectionName, token } = given.data;
  const result = await tokens.exchange(sender.person, connectionName, token);
  deps.log.info({ personId: sender.person.id, result }, 'token exchange');
  if (result === 'accepted') {
    await onSignedIn(deps, sender.person.id);
    return { status: 200 };
  }
  return { status: 412, body: { id, connectionName, failureDetail: detail[result] } };
}

/** The code says nothing of the connection, so each is asked. What the token service holds is forgotten there as soon as it is here. */
async function onVerify(
  deps: Deps,
  { tokens, userTokens }: SignInParts,
  value: unknown,
  { person, channelUserId }: Sender,
): Promise<SignInAnswer> {
  const given = verified.safeParse(value);
  if (!given.success) return { status: 400 };
  for (const connection of tokens.connections) {
    const token = await userTokens.redeem(channelUserId, connection, given.data.state);
    if (token === null) continue;
    const result = tokens.take(person, connection, token);
    deps.log.info({ personId: person.id, result }, 'signed in with the button');
    await userTokens.forget(channelUserId, connection);
    if (result !== 'accepted') return { status: 403 };
    await onSignedIn(deps, person.id);
    return { status: 200 };
  }
  // Microsoft Learn: 404 tells the client that the code is not good any more.
  return { status: 404 };
}
