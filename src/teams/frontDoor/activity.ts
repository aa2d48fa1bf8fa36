import { z } from 'zod';

/** Ids in Teams are opaque; the longest seen are a few hundred characters. */
const opaqueId = z.string().min(1).max(1024);
const short = z.string().max(1024);

/** Some channels write `null` where others leave a property out; both mean "not said". */
const said = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const account = z.looseObject({
  /** `29:…` for people, `28:<app id>` for bots. */
  id: opaqueId,
  name: said(short),
  /** Entra object id. Authority is decided by this and nothing else. */
  aadObjectId: said(z.guid()),
  role: said(short),
});

/**
 * The parts of a Bot Framework activity this product reads, strict on their types and lenient on everything else
 * (Microsoft Learn, Bot Framework Activity schema). `value` stays unknown: each route parses its own.
 */
export const activityShape = z.looseObject({
  type: z.string().min(1).max(64),
  id: said(opaqueId),
  /** Name of an invoke or event, e.g. `adaptiveCard/action`. */
  name: said(short),
  channelId: said(short),
  serviceUrl: said(short),
  conversation: z.looseObject({
    id: opaqueId,
    tenantId: said(short),
    /** `personal`, `groupChat` or `channel`. */
    conversationType: said(short),
    isGroup: said(z.boolean()),
    name: said(short),
  }),
  from: account,
  recipient: account,
  channelData: said(
    z.looseObject({
      tenant: said(z.looseObject({ id: said(short) })),
      team: said(z.looseObject({ id: said(opaqueId), aadGroupId: said(short), name: said(short) })),
      channel: said(z.looseObject({ id: said(opaqueId), name: said(short) })),
      eventType: said(short),
      /** `isAnonymous…`, `source` and more arrive here; policy reads them through their own schema. */
    }),
  ),
  text: said(z.string()),
  textFormat: said(short),
  locale: said(short),
  localTimezone: said(short),
  timestamp: said(z.iso.datetime({ offset: true })),
  localTimestamp: said(z.iso.datetime({ offset: true })),
  /** `add`, `remove`, `add-upgrade`, `remove-upgrade` of an installationUpdate. */
  action: said(short),
  replyToId: said(opaqueId),
  value: z.unknown().optional(),
  entities: said(z.array(z.looseObject({ type: said(short) }))),
  attachments: said(z.array(z.looseObject({ contentType: said(short) }))),
  membersAdded: said(z.array(account)),
  membersRemoved: said(z.array(account)),
});

/** An activity whose shape has been checked. */
export type IncomingActivity = z.infer<typeof activityShape>;
