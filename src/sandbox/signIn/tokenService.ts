import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Host, type Reply, sendReply } from '../internet/http.ts';

/** An OAuth connection of the Azure Bot: its name, and the scope of the API it is for. */
export type OAuthConnection = { readonly name: string; readonly scope: string };

/** The Bot Framework token service. */
export type TokenService = {
  /** `api.botframework.com`. */
  host: Host;
  /** Requests as "METHOD path status"; no tokens. */
  readonly requests: readonly string[];
  /** What a person does on the page a link leads to: signs in and agrees. Returns the code Teams then sends to the bot. */
  signInOnPage(personId: string, link: string): Promise<string>;
  /** How many tokens it holds. */
  held(): number;
};

const state = z.object({
  connectionName: z.string(),
  msAppId: z.string(),
  conversation: z.looseObject({ conversation: z.looseObject({ id: z.string() }), channelId: z.literal('msteams') }),
});

type Held = { readonly token: string; readonly code: string; readonly expiration: string };

/**
 * Simulates the sign-in part of the Bot Framework token service (paths and answers as botframework-connector 4.23 sends and reads them): links
 * to a sign-in page, tokens people left there, under the code the page showed them, and signing out. It refuses whoever is not the bot,
 * connections that do not exist, states of another app, and wrong codes.
 */
export function createTokenService(options: {
  readonly appId: string;
  readonly connections: readonly OAuthConnection[];
  readonly isBot: (authorization: string | undefined) => Promise<boolean>;
  /** The channel's id of a person. */
  readonly channelUserId: (personId: string) => string;
  readonly tokenFor: (personId: string, scope: string) => Promise<string>;
}): TokenService {
  const { appId, connections, isBot, channelUserId, tokenFor } = options;
  const links = new Map<string, OAuthConnection>();
  const tokens = new Map<string, Held>();
  const requests: string[] = [];
  const keyOf = (userId: string | null, connection: string | null): string => `${userId} ${connection}`;

  function resource(query: URLSearchParams): Reply {
    const parsed = state.safeParse(decoded(query.get('state') ?? ''));
    const connection = connections.find(({ name }) => name === (parsed.success ? parsed.data.connectionName : ''));
    if (!parsed.success || parsed.data.msAppId !== appId || !connection)
      return { status: 400, body: { error: { code: 'BadArgument', message: 'Simulated: no such connection.' } } };
    const link = `https://token.botframework.com/api/oauth/signin?signin=${randomBytes(16).toString('hex')}`;
    links.set(link, connection);
    return {
      status: 200,
      body: {
        signInLink: link,
        tokenExchangeResource: { id: randomUUID(), uri: `api://botid-${appId}`, providerId: randomUUID() },
      },
    };
  }

  function token(query: URLSearchParams): Reply {
    const connectionName = query.get('connectionName');
    const held = tokens.get(keyOf(query.get('userId'), connectionName));
    const code = query.get('code');
    if (!held || (code !== null && code !== held.code)) return { status: 404 };
    const { token: value, expiration } = held;
    return { status: 200, body: { channelId: 'msteams', connectionName, token: value, expiration } };
  }

  function answer(method: string, path: string, query: URLSearchParams): Reply {
    switch (`${method} ${path.toLowerCase()}`) {
      case 'GET /api/botsignin/getsigninresource':
        return resource(query);
      case 'GET /api/usertoken/gettoken':
        return token(query);
      case 'DELETE /api/usertoken/signout':
        tokens.delete(keyOf(query.get('userId'), query.get('connectionName')));
        return { status: 200, body: {} };
      default:
        return { status: 404 };
    }
  }

  return {
    requests,
    held: () => tokens.size,
    async host(request, response) {
      const url = new URL(request.url ?? '/', 'https://api.botframework.com');
      const method = request.method ?? 'GET';
      const reply = (await isBot(request.headers.authorization))
        ? answer(method, url.pathname, url.searchParams)
        : { status: 401 };
      requests.push(`${method} ${url.pathname} ${reply.status}`);
      sendReply(response, reply);
    },
    async signInOnPage(personId, link) {
      const connection = links.get(link);
      if (!connection) throw new Error('This link leads nowhere.');
      const code = String(randomInt(100_000, 999_999));
      tokens.set(keyOf(channelUserId(personId), connection.name), {
        token: await tokenFor(personId, connection.scope),
        code,
        expiration: new Date(Date.now() + 3_600_000).toISOString(),
      });
      return code;
    },
  };
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
