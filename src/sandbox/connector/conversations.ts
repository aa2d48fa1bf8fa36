import { randomUUID } from 'node:crypto';

/** Somebody in the small world, as the connector needs to know them. */
export type Person = { id: string; name: string; address: string };

/** An activity as it lies in a conversation; only what the connector itself reads is named. */
export type StoredActivity = {
  id: string;
  type: string;
  from?: { id: string };
  text?: string;
  attachments?: unknown[];
  [more: string]: unknown;
};

export type Conversation = {
  id: string;
  type: 'personal' | 'groupChat' | 'channel';
  /** Object ids of the people in it. */
  memberIds: readonly string[];
  teamId?: string;
  activities: StoredActivity[];
};

export type Team = {
  id: string;
  name: string;
  channels: readonly { id: string; name?: string }[];
  memberIds: readonly string[];
};

/** Bot-specific user id, as Teams makes them ("29:…"). */
export const mriOf = (personId: string): string => `29:1${personId}`;
export const personIdOf = (mri: string): string => mri.replace(/^29:1/, '');

/** The conversations of one organization with one bot. */
export type Conversations = {
  find(id: string): Conversation | undefined;
  /** The 1:1 chat of a person with the bot; always the same one. */
  personal(personId: string): Conversation;
  group(memberIds: readonly string[]): Conversation;
  /** A new thread in a channel, or the thread that `threadOf` says. */
  thread(teamId: string, channelId: string): Conversation;
  team(id: string): Team | undefined;
  all(): readonly Conversation[];
};

/** Starts with no conversation but the given teams. */
export function createConversations(teams: readonly Team[]): Conversations {
  const conversations = new Map<string, Conversation>();
  const add = (conversation: Conversation): Conversation => {
    conversations.set(conversation.id, conversation);
    return conversation;
  };
  return {
    find: (id) => conversations.get(id),
    personal(personId) {
      const id = `a:1${personId}`;
      return conversations.get(id) ?? add({ id, type: 'personal', memberIds: [personId], activities: [] });
    },
    group: (memberIds) => add({ id: `19:${randomUUID()}@thread.v2`, type: 'groupChat', memberIds, activities: [] }),
    thread(teamId, channelId) {
      const team = teams.find((one) => one.id === teamId);
      const id = `${channelId};messageid=${Date.now()}${conversations.size}`;
      return add({ id, type: 'channel', teamId, memberIds: team?.memberIds ?? [], activities: [] });
    },
    team: (id) => teams.find((one) => one.id === id || one.channels.some((channel) => channel.id === id)),
    all: () => [...conversations.values()],
  };
}
