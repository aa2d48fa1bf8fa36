import type { Person } from './terms.ts';

/** People by Entra object id, and groups whose members (nested ones too) count. Both empty: nobody. */
export type Members = { readonly people: readonly string[]; readonly groups: readonly string[] };

/** What a reason must hold: a ticket number in one of these forms (see `ticketRule`), and one that fits, to show. */
export type TicketRule = { readonly forms: readonly string[]; readonly example: string };

/**
 * Who may do what. Read once from configuration; every decision records `version`, a digest of the meaning.
 * Missing configuration denies: what is not named here nobody may.
 */
export type Policy = {
  readonly version: string;
  /** Who may ask for what. Owners: of a team, or of the Microsoft 365 group behind a site. */
  readonly ask: {
    readonly self: boolean;
    readonly managers: boolean;
    readonly owners: boolean;
    readonly forAnybody: Members;
  };
  /** Who decides. The requester never does. */
  readonly decide: Members & {
    /** The manager of the people whose data it is. */
    readonly manager: boolean;
    /** The owners of the team, or of the group behind the site. */
    readonly owners: boolean;
    /** Whether somebody may decide on a restore of their own data that another person asked for. */
    readonly beneficiaries: boolean;
    /** Conversation id of the channel that is asked too; null for none. */
    readonly channelId: string | null;
  };
  /** How many different people must approve: the highest number of the rules that apply. */
  readonly approvals: {
    readonly needed: number;
    readonly othersData: number;
    readonly inPlace: number;
    readonly many: { readonly moreThan: number; readonly needed: number } | null;
    /** Own data needs no approval unless another rule asks for one; never when it was found by address only. */
    readonly ownDataWithout: boolean;
  };
  readonly admins: Members;
  readonly auditors: Members;
  /** Whether guests of the tenant are treated like its members. */
  readonly guests: boolean;
  /** Accounts of one person. It only ever takes away: one person counts once and does not decide on what they asked for. */
  readonly alsoKnownAs: readonly (readonly string[])[];
  readonly waitForApprovalHours: number;
  readonly approvalValidHours: number;
  /** Null: nobody is reminded. */
  readonly remindEveryHours: number | null;
  readonly reasonMinimumCharacters: number;
  readonly reasonMaximumCharacters: number;
  readonly ticket: TicketRule | null;
  readonly limits: { readonly requestsPerPersonPerDay: number | null; readonly targetsPerRequest: number };
  /** Whether notices in a channel name the requester and the approvers. */
  readonly announcePeople: boolean;
};

/** What the directory says of a person at this instant, as far as the policy asks for it. */
export type Standing = {
  /** Those groups of the policy the person is in. */
  readonly groups: readonly string[];
  /** Object ids of the people whose manager they are. */
  readonly reports: readonly string[];
  /** Ids of the teams and sites they own. */
  readonly owns: readonly string[];
};

export const noStanding: Standing = { groups: [], reports: [], owns: [] };

/** Somebody at a card, with their standing established at the time of the click. */
export type Actor = { readonly person: Person; readonly standing: Standing };

/** Whether somebody is named, or is in a named group now. */
export const isAmong = (members: Members, { person, standing }: Actor): boolean =>
  members.people.includes(person.id) || members.groups.some((group) => standing.groups.includes(group));

export const isAdmin = (policy: Policy, actor: Actor): boolean => isAmong(policy.admins, actor);
export const isAuditor = (policy: Policy, actor: Actor): boolean => isAmong(policy.auditors, actor);

/** Every group the policy names; what is asked of the directory about a person. */
export const groupsOf = (policy: Policy): readonly string[] => [
  ...new Set([policy.ask.forAnybody, policy.decide, policy.admins, policy.auditors].flatMap(({ groups }) => groups)),
];

/** The one id that stands for all accounts of a person. */
export const canonicalId = (policy: Pick<Policy, 'alsoKnownAs'>, id: string): string =>
  policy.alsoKnownAs.find((ids) => ids.includes(id))?.[0] ?? id;

/** Whether two ids are one person. */
export const isSamePerson = (policy: Pick<Policy, 'alsoKnownAs'>, one: string, other: string): boolean =>
  canonicalId(policy, one) === canonicalId(policy, other);

/** How many different people these ids are. */
export const countPeople = (policy: Pick<Policy, 'alsoKnownAs'>, ids: readonly string[]): number =>
  new Set(ids.map((id) => canonicalId(policy, id))).size;
