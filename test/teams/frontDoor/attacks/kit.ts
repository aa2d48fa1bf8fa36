import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { JWTPayload } from 'jose';
import type { BotFramework } from '../../../../src/sandbox/signIn/botFramework.ts';
import type { Entra } from '../../../../src/sandbox/signIn/entra.ts';
import type { RingKey } from '../../../../src/sandbox/signIn/keyRing.ts';
import { sandboxBot } from '../../../../src/sandbox/startServices.ts';
import { personId, tenant } from '../../../../src/sandbox/world.ts';

export const { appId } = sandboxBot;
export const tenantId = tenant.id;
export const serviceUrl = 'https://smba.trafficmanager.net/emea/';

/** What came back; `closed` when the connection was closed without an answer. */
export type Outcome = { status: number | 'closed'; body: string };

/** What an attack has at hand. */
export type Kit = {
  botFramework: BotFramework;
  entra: Entra;
  port: number;
  /** Published keys of the Bot Framework that are not endorsed for Teams. */
  otherKeys: Record<'webChat' | 'nobody' | 'unsaid', RingKey>;
  /** A valid token, or one with other claims (undefined removes a claim). */
  token(changes?: JWTPayload): Promise<string>;
  /** Posts an activity; everything that is not given is valid. */
  post(attack: {
    authorization?: string | null;
    activity?: object;
    body?: string | Buffer;
    headers?: Record<string, string>;
  }): Promise<Outcome>;
  /** Sends bytes as they are and reads until the connection ends or an answer is complete. */
  raw(lines: string | Buffer): Promise<Outcome>;
};

/** One row of the list: what is tried and what must come back. */
export type Attack = { name: string; expect: number | 'closed'; run: (kit: Kit) => Promise<Outcome> };

/** A valid message from Adele, with changes merged over it. */
export function activityWith(changes: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl,
    text: 'ATTACK',
    from: { id: '29:1a', name: 'Adele Vance', aadObjectId: personId.adele },
    recipient: { id: `28:${appId}`, name: 'Restore' },
    conversation: { id: `a:1${personId.adele}`, tenantId, conversationType: 'personal' },
    channelData: { tenant: { id: tenantId } },
    ...changes,
  };
}

/** Makes the kit for a bot that listens on this port and has not fetched any keys yet. */
export async function createKit({
  botFramework,
  entra,
  port,
}: Pick<Kit, 'botFramework' | 'entra' | 'port'>): Promise<Kit> {
  const { keys } = botFramework;
  const otherKeys = { webChat: await keys.add(['webchat']), nobody: await keys.add([]), unsaid: await keys.add() };
  const token = (changes?: JWTPayload) => botFramework.tokenFor({ appId, serviceUrl }, changes);
  return {
    botFramework,
    entra,
    port,
    otherKeys,
    token,
    async post({ authorization, activity, body, headers }) {
      const sent = Buffer.from(body ?? JSON.stringify(activity ?? activityWith()));
      const bearer = authorization === undefined ? `Bearer ${await token()}` : authorization;
      const client = request({
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/api/messages',
        headers: {
          'content-type': 'application/json',
          'content-length': String(sent.length),
          ...(bearer === null ? {} : { authorization: bearer }),
          ...headers,
        },
      });
      client.end(sent);
      const [response] = (await once(client, 'response')) as [IncomingMessage];
      return { status: response.statusCode ?? 0, body: (await response.toArray()).join('') };
    },
    async raw(bytes) {
      const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
      socket.on('error', () => socket.destroy()); // a cut connection is an outcome here
      let text = '';
      const { promise, resolve } = Promise.withResolvers<void>();
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (bodyOf(text) !== undefined) resolve();
      });
      socket.once('close', resolve).once('end', resolve);
      socket.write(bytes);
      await promise;
      socket.destroy();
      const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1];
      return { status: status === undefined ? 'closed' : Number(status), body: bodyOf(text) ?? text };
    },
  };
}

/** The body of a complete answer; undefined while it is still coming. */
function bodyOf(text: string): string | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [head, body] = [text.slice(0, end), text.slice(end + 4)];
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length) ? body : undefined;
  if (/^transfer-encoding: chunked$/im.test(head))
    return body === '0\r\n\r\n' ? '' : body.endsWith('\r\n0\r\n\r\n') ? body : undefined;
  return body; // ends with the connection; node closes it at once after such an answer
}
