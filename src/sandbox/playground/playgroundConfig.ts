/** Somebody the Playground knows. */
export type PlaygroundPerson = { id: string; name: string; address: string };

export type PlaygroundWorld = {
  tenantId: string;
  bot: { appId: string; name: string };
  /** Who sits in front of this Playground. */
  person: PlaygroundPerson;
  /** Everybody else; the Playground wants at least five and shows the first five. */
  others: readonly PlaygroundPerson[];
  team: { id: string; name: string; aadGroupId: string; channel: { id: string; name: string } };
};

/** Ids of people are per bot in Teams and start with `29:`. */
export const playgroundUserId = (personId: string): string => `29:1${personId}`;
/** The 1:1 chat of a person with the bot. */
export const personalChatId = (personId: string): string => `a:1${personId}`;

/**
 * The Playground's configuration file (version 0.1.1). JSON is YAML, so no YAML writer is needed. It insists on exactly five
 * users and exactly one channel besides General, whose id is the team's.
 */
export function playgroundConfig({ tenantId, bot, person, others, team }: PlaygroundWorld): string {
  const users = others.filter(({ id }) => id !== person.id).slice(0, 5);
  if (users.length < 5)
    throw new Error('Microsoft 365 Agents Playground needs five people besides the one in front of it.');
  return JSON.stringify(
    {
      version: '0.1.1',
      tenantId,
      bot: { id: bot.appId, name: bot.name },
      currentUser: user(person),
      users: users.map(user),
      personalChat: { id: personalChatId(person.id) },
      groupChat: { id: '19:colleagues@thread.v2', name: 'Colleagues' },
      team: {
        id: team.id,
        name: team.name,
        aadGroupId: team.aadGroupId,
        channels: [{ id: team.channel.id, name: team.channel.name }],
      },
    },
    undefined,
    2,
  );
}

function user({ id, name, address }: PlaygroundPerson): Record<string, string> {
  const [givenName = name, ...rest] = name.split(' ');
  const surname = rest.join(' ') || givenName;
  // 'userPrincipleName' is the Playground's own spelling.
  return {
    id: playgroundUserId(id),
    name,
    aadObjectId: id,
    givenName,
    surname,
    email: address,
    userPrincipleName: address,
  };
}
