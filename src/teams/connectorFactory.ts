import { ConnectorClient, ConnectorFactory } from 'botframework-connector';
import { Fault } from '../lib/fault.ts';
import type { ServiceAddressCheck } from './frontDoor/serviceAddress.ts';

/** Gives the bot's bearer token for the connector; cached by whoever makes it. Rejects when sign-in refuses. */
export type ConnectorToken = () => Promise<string>;

type Credentials = ConstructorParameters<typeof ConnectorClient>[0];

/** The one part of the SDK's private HTTP client we need: its list of policies (botbuilder-stdlib 4.23 `ServiceClientContext`). */
type Pipelined = {
  client: {
    pipeline: {
      removePolicy(policy: { name: string }): readonly unknown[];
      addPolicy(policy: { name: string; sendRequest: (request: WireRequest, next: Send) => Promise<unknown> }): void;
    };
  };
};
type WireRequest = { url: string; timeout: number };
type Send = (request: WireRequest) => Promise<unknown>;

/** Teams has about one address per region. */
const maxKeptClients = 50;

/**
 * Makes connector clients that send the bot's token to Teams and nowhere else, once. The SDK repeats POST on 5xx, resets and
 * 429 by itself (its `noRetryPolicy` option is ignored in 4.23), which can post a message twice; it also follows redirects
 * with the token. Both policies are taken out – retrying is a matter for our jobs.
 */
export class TeamsConnectorFactory extends ConnectorFactory {
  readonly #token: ConnectorToken;
  readonly #isServiceAddress: ServiceAddressCheck;
  readonly #timeoutMilliseconds: number;
  /** A client holds nothing of a turn, and making one costs more than a call. */
  readonly #clients = new Map<string, ConnectorClient>();

  constructor(token: ConnectorToken, isServiceAddress: ServiceAddressCheck, timeoutMilliseconds: number) {
    super();
    this.#token = token;
    this.#isServiceAddress = isServiceAddress;
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  override async create(serviceUrl: string): Promise<ConnectorClient> {
    if (!this.#isServiceAddress(serviceUrl)) {
      throw new Fault('TEAMS_REFUSED', { cause: 'not a service address of Teams; nothing was sent', effect: 'none' });
    }
    const known = this.#clients.get(serviceUrl);
    if (known !== undefined) return known;
    const client = new ConnectorClient(bearerCredentials(this.#token), { baseUri: serviceUrl });
    sendOnce(client, this.#timeoutMilliseconds);
    if (this.#clients.size >= maxKeptClients) this.#clients.clear();
    this.#clients.set(serviceUrl, client);
    return client;
  }
}

/** Signs SDK requests with a token of ours. */
export function bearerCredentials(token: ConnectorToken): Credentials {
  return {
    async signRequest(request) {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
  };
}

function sendOnce(client: ConnectorClient, timeoutMilliseconds: number): void {
  const { pipeline } = (client as unknown as Pipelined).client;
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) {
    if (pipeline.removePolicy({ name }).length !== 1) {
      throw new Error(
        `botbuilder has no ${name} any more: look again at how it repeats requests before using this version.`,
      );
    }
  }
  pipeline.addPolicy({
    name: 'requestTimeout',
    sendRequest: (request, next) => next(Object.assign(request, { timeout: timeoutMilliseconds })),
  });
}
