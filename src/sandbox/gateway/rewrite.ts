/** JSON of an activity; only the gateway looks into it untyped. */
export type Json = Record<string, unknown>;

export type Identities = {
  appId: string;
  tenantId: string;
  /** `29:…` → Entra object id, for everybody the Playground knows. */
  objectIdOf: (userId: string) => string | undefined;
};

/**
 * Makes of the Playground's activity what Teams would have sent: tenant ids in conversation and channel data, the bot's id
 * with `28:`, the sender's Entra object id, and the address the bot is to answer to.
 */
export function toTeamsActivity(activity: Json, serviceUrl: string, identities: Identities): Json {
  const { appId, tenantId, objectIdOf } = identities;
  const teamsId = (id: unknown) => (id === appId ? `28:${appId}` : id);
  const account = (value: unknown): unknown => {
    if (!isJson(value)) return value;
    const objectId = typeof value.id === 'string' ? objectIdOf(value.id) : undefined;
    return { ...value, id: teamsId(value.id), ...(objectId === undefined ? {} : { aadObjectId: objectId }) };
  };
  const accounts = (value: unknown): unknown => (Array.isArray(value) ? value.map(account) : value);
  const mention = (entity: unknown): unknown =>
    isJson(entity) && entity.type === 'mention' ? { ...entity, mentioned: account(entity.mentioned) } : entity;
  return dropUndefined({
    ...activity,
    serviceUrl,
    from: account(activity.from),
    recipient: account(activity.recipient),
    conversation: { ...asJson(activity.conversation), tenantId },
    channelData: { ...asJson(activity.channelData), tenant: { id: tenantId } },
    membersAdded: accounts(activity.membersAdded),
    membersRemoved: accounts(activity.membersRemoved),
    entities: Array.isArray(activity.entities) ? activity.entities.map(mention) : activity.entities,
  });
}

/** The way back: the Playground knows its bot without `28:`, and people only by their `29:` ids. */
export function toPlaygroundBody(
  body: unknown,
  appId: string,
  userIdOf: (objectId: string) => string | undefined,
): unknown {
  return mapIds(body, (id) => (id === `28:${appId}` ? appId : (userIdOf(id) ?? id)));
}

/** Applies `map` to every `id` of an account-like object (`from`, `recipient`, `bot`, `members`, `mentioned`). */
function mapIds(value: unknown, map: (id: string) => string, isAccount = false): unknown {
  if (Array.isArray(value)) return value.map((item) => mapIds(item, map, isAccount));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (isAccount && key === 'id' && typeof item === 'string') return [key, map(item)];
      const below = key === 'from' || key === 'recipient' || key === 'bot' || key === 'members' || key === 'mentioned';
      // Card contents are the bot's own business, except for mentions.
      return key === 'data' ? [key, item] : [key, mapIds(item, map, below)];
    }),
  );
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const asJson = (value: unknown): Json => (isJson(value) ? value : {});
const dropUndefined = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
