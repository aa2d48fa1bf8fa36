import type { UserTokenClient } from 'botframework-connector';
import { z } from 'zod';
import { Fault } from '../lib/fault.ts';
import type { TeamsAdapter } from './adapter.ts';

/** What a client needs to sign a person in: a page for the button, and what it may exchange without one. */
export type SignInResource = {
  readonly signInLink: string;
  readonly tokenExchangeResource: { readonly id: string; readonly uri: string; readonly providerId?: string } | null;
};

/** The part of the Bot Framework token service that is used: never its store, only its sign-in page. */
export type UserTokens = {
  /** Throws a `Fault` `SIGN_IN_UNREACHABLE`. */
  resource(connection: string, conversation: object): Promise<SignInResource>;
  /** The token a sign-in with the button left there under this code, or null. */
  redeem(channelUserId: string, connection: string, code: string): Promise<string | null>;
  forget(channelUserId: string, connection: string): Promise<void>;
};

const resource = z.looseObject({
  signInLink: z.string().regex(/^https:\/\//),
  tokenExchangeResource: z
    .looseObject({ id: z.string(), uri: z.string(), providerId: z.string().optional() })
    .nullish(),
});
const issued = z.looseObject({ token: z.string().min(1) });
const channelId = 'msteams';

/** The token service through botbuilder's own client. Its tokens and links go nowhere but to the person they are for. */
export function createUserTokens(adapter: TeamsAdapter): UserTokens {
  const client = (): Promise<UserTokenClient> => adapter.userTokens();
  return {
    async resource(connection, conversation) {
      try {
        const answer = await (await client()).getSignInResource(
          connection,
          conversation as Parameters<UserTokenClient['getSignInResource']>[1],
          '',
        );
        const { signInLink, tokenExchangeResource: exchange } = resource.parse(answer);
        if (!exchange) return { signInLink, tokenExchangeResource: null };
        const { id, uri, providerId } = exchange;
        return {
          signInLink,
          tokenExchangeResource: { id, uri, ...(providerId === undefined ? {} : { providerId }) },
        };
      } catch (thrown) {
        throw new Fault('SIGN_IN_UNREACHABLE', { cause: statusOf(thrown), effect: 'none' });
      }
    },
    async redeem(channelUserId, connection, code) {
      try {
        const answer = await (await client()).getUserToken(channelUserId, connection, channelId, code);
        return issued.safeParse(answer).data?.token ?? null;
      } catch (thrown) {
        if (statusOf(thrown) === '404') return null;
        throw new Fault('SIGN_IN_UNREACHABLE', { cause: statusOf(thrown), effect: 'none' });
      }
    },
    forget: async (channelUserId, connection) =>
      // A token that stays there runs out there; the sign-in has worked.
      (await client()).signOutUser(channelUserId, connection, channelId).catch(() => undefined),
  };
}

/** The status alone: messages of the SDK can quote the answer. */
const statusOf = (thrown: unknown): string =>
  String(z.looseObject({ statusCode: z.number() }).safeParse(thrown).data?.statusCode ?? 'no usable answer');
