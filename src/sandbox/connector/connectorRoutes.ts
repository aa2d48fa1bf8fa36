import { randomUUID } from 'node:crypto';
import type { Reply } from '../internet/http.ts';
import {
  type Conversation,
  type Conversations,
  mriOf,
  type Person,
  personIdOf,
  type StoredActivity,
} from './conversations.ts';
import { connectorError } from './faults.ts';

/** Something the bot did in Teams. */
export type ConnectorEvent = {
  did: 'send' | 'update' | 'delete' | 'createConversation';
  conversationId: string;
  activityId?: string;
  /** As sent by the bot; for a delete what was there. */
  activity?: StoredActivity;
};

export type ConnectorContext = {
  conversations: Conversations;
  people: readonly Person[];
  tenantId: string;
  appId: string;
  /** Object ids of people who blocked or never installed the app. */
  unreachable: ReadonlySet<string>;
  mayWrite(threadId: string): boolean;
  tell(event: ConnectorEvent): void;
};

type Body = Record<string, unknown> | undefined;
type Route = {
  method: string;
  path: RegExp;
  answer: (context: ConnectorContext, parts: string[], body: Body, query: URLSearchParams) => Reply;
};

/** Bigger messages are refused (UTF-16, Microsoft Learn "Send and receive messages"). */
const maxMessageBytes = 100 * 1024;

/** The connector's REST interface, `/v3/…`. First match wins. */
export const connectorRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v3\/conversations$/,
    answer: (context, _parts, body) => createConversation(context, body),
  },
  { method: 'POST', path: /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/, answer: send },
  { method: 'PUT', path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, answer: update },
  { method: 'DELETE', path: /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, answer: remove },
  { method: 'GET', path: /^\/v3\/conversations\/([^/]+)\/(?:activities\/[^/]+\/)?members$/, answer: members },
  { method: 'GET', path: /^\/v3\/conversations\/([^/]+)\/pagedmembers$/, answer: pagedMembers },
  { method: 'GET', path: /^\/v3\/conversations\/([^/]+)\/members\/([^/]+)$/, answer: member },
  { method: 'GET', path: /^\/v3\/teams\/([^/]+)$/, answer: team },
  { method: 'GET', path: /^\/v3\/teams\/([^/]+)\/conversations$/, answer: channels },
];

const notFound = connectorError(404, 'ConversationNotFound');

function createConversation(context: ConnectorContext, body: Body): Reply {
  const tenantId = text(body?.tenantId) ?? text(object(object(body?.channelData)?.tenant)?.id);
  if (tenantId !== context.tenantId) return connectorError(400, 'BadSyntax');
  const channelId = text(object(object(body?.channelData)?.channel)?.id);
  if (channelId !== undefined) {
    const found = context.conversations.team(channelId);
    if (found === undefined) return notFound;
    return begin(context, context.conversations.thread(found.id, channelId), body);
  }
  const wanted = (Array.isArray(body?.members) ? body.members : []).map((one) => text(object(one)?.id) ?? '');
  const found = wanted.map((id) => context.people.find((person) => mriOf(person.id) === id || person.id === id));
  const [first] = found;
  if (found.length !== 1 || first === undefined) return connectorError(400, 'BadSyntax');
  if (context.unreachable.has(first.id)) return connectorError(403, 'MessageWritesBlocked');
  return begin(context, context.conversations.personal(first.id), body);
}

function begin(context: ConnectorContext, conversation: Conversation, body: Body): Reply {
  context.tell({ did: 'createConversation', conversationId: conversation.id });
  const activity = object(body?.activity);
  if (activity === undefined) return { status: 201, body: { id: conversation.id } };
  const reply = send(context, [conversation.id], activity);
  if (reply.status >= 300) return reply;
  return { status: 201, body: { id: conversation.id, activityId: (reply.body as { id: string }).id } };
}

function send(context: ConnectorContext, [conversationId = '', replyToId]: string[], body: Body): Reply {
  const conversation = context.conversations.find(conversationId);
  if (conversation === undefined) return notFound;
  const refusal = refuseWrite(context, conversation, body);
  if (refusal !== undefined) return refusal;
  const activity: StoredActivity = {
    ...body,
    type: text(body?.type) ?? 'message',
    id: `${Date.now()}${randomUUID().slice(0, 8)}`,
    from: { id: `28:${context.appId}` },
    ...(replyToId === undefined || replyToId === '' ? {} : { replyToId }),
  };
  if (activity.type !== 'typing') conversation.activities.push(activity);
  context.tell({ did: 'send', conversationId, activityId: activity.id, activity });
  return { status: 201, body: { id: activity.id } };
}

function update(context: ConnectorContext, [conversationId = '', activityId = '']: string[], body: Body): Reply {
  const conversation = context.conversations.find(conversationId);
  const index = conversation?.activities.findIndex(({ id }) => id === activityId) ?? -1;
  if (conversation === undefined || index < 0) return notFound;
  if (conversation.activities[index]?.from?.id !== `28:${context.appId}`)
    return connectorError(403, 'ForbiddenOperation');
  const refusal = refuseWrite(context, conversation, body);
  if (refusal !== undefined) return refusal;
  const activity = {
    ...body,
    type: text(body?.type) ?? 'message',
    id: activityId,
    from: { id: `28:${context.appId}` },
  };
  conversation.activities[index] = activity;
  context.tell({ did: 'update', conversationId, activityId, activity });
  return { status: 200, body: { id: activityId } };
}

function remove(context: ConnectorContext, [conversationId = '', activityId = '']: string[]): Reply {
  const conversation = context.conversations.find(conversationId);
  const index = conversation?.activities.findIndex(({ id }) => id === activityId) ?? -1;
  if (conversation === undefined || index < 0) return notFound;
  const [activity] = conversation.activities.splice(index, 1);
  context.tell({ did: 'delete', conversationId, activityId, ...(activity === undefined ? {} : { activity }) });
  return { status: 200 };
}

function refuseWrite(context: ConnectorContext, conversation: Conversation, body: Body): Reply | undefined {
  const [only] = conversation.memberIds;
  if (conversation.type === 'personal' && only !== undefined && context.unreachable.has(only)) {
    return connectorError(403, 'MessageWritesBlocked');
  }
  if (JSON.stringify(body ?? {}).length * 2 > maxMessageBytes) return connectorError(413, 'MessageSizeTooBig');
  if (!context.mayWrite(conversation.id)) return connectorError(429, 'Throttled');
  return undefined;
}

function members(context: ConnectorContext, [conversationId = '']: string[]): Reply {
  const conversation = context.conversations.find(conversationId) ?? context.conversations.team(conversationId);
  if (conversation === undefined) return notFound;
  return {
    status: 200,
    body: conversation.memberIds.map((id) => memberOf(context, id)).filter((one) => one !== undefined),
  };
}

function pagedMembers(context: ConnectorContext, parts: string[], _body: Body, query: URLSearchParams): Reply {
  const reply = members(context, parts);
  if (reply.status !== 200) return reply;
  const all = reply.body as unknown[];
  const start = Number(query.get('continuationToken') ?? 0);
  const end = start + Math.min(Number(query.get('pageSize') ?? 200), 500);
  const more = end < all.length ? { continuationToken: String(end) } : {};
  return { status: 200, body: { members: all.slice(start, end), ...more } };
}

function member(context: ConnectorContext, [conversationId = '', id = '']: string[]): Reply {
  const conversation = context.conversations.find(conversationId) ?? context.conversations.team(conversationId);
  if (conversation === undefined) return notFound;
  const personId = personIdOf(id);
  const found = conversation.memberIds.includes(personId) ? memberOf(context, personId) : undefined;
  return found === undefined ? connectorError(404, 'MemberNotFoundInConversation') : { status: 200, body: found };
}

function memberOf(context: ConnectorContext, personId: string): Record<string, string> | undefined {
  const person = context.people.find(({ id }) => id === personId);
  if (person === undefined) return undefined;
  const { id, name, address } = person;
  return {
    id: mriOf(id),
    name,
    aadObjectId: id,
    email: address,
    userPrincipalName: address,
    tenantId: context.tenantId,
    userRole: 'user',
  };
}

function team(context: ConnectorContext, [teamId = '']: string[]): Reply {
  const found = context.conversations.team(teamId);
  return found === undefined ? notFound : { status: 200, body: { id: found.id, name: found.name } };
}

function channels(context: ConnectorContext, [teamId = '']: string[]): Reply {
  const found = context.conversations.team(teamId);
  return found === undefined ? notFound : { status: 200, body: { conversations: found.channels } };
}

const object = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
