/** A person as the directory knows them; more properties (the world has some) do no harm. */
export type DirectoryPerson = {
  /** Entra object id. */
  id: string;
  displayName: string;
  userPrincipalName: string;
  mail: string;
  jobTitle?: string;
  officeLocation?: string;
  /** When the account was deleted; null or absent while it exists. */
  leftUtc?: string | null;
  /** When the account was made. */
  createdUtc?: string;
  accountEnabled?: boolean;
  userType?: 'Member' | 'Guest';
  managerId?: string;
};

/** A group; its members may be groups again. */
export type DirectoryGroup = {
  id: string;
  displayName: string;
  description?: string;
  memberIds: readonly string[];
  ownerIds?: readonly string[];
  /** `['Unified']` for a Microsoft 365 group; none for a security group. */
  groupTypes?: readonly string[];
  /** Microsoft Graph's id of the team site of a Microsoft 365 group. */
  siteId?: string;
};

/** What Graph returns of a user unless `$select` says otherwise (Microsoft Learn, "user resource type"). */
const defaultProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** Everything this directory can say of a user, by property name. */
export function userProperties(person: DirectoryPerson): Record<string, unknown> {
  const [givenName = person.displayName, ...rest] = person.displayName.split(' ');
  return {
    businessPhones: [],
    displayName: person.displayName,
    givenName,
    jobTitle: person.jobTitle ?? null,
    mail: person.mail === '' ? null : person.mail,
    mobilePhone: null,
    officeLocation: person.officeLocation ?? null,
    preferredLanguage: null,
    surname: rest.join(' ') || null,
    userPrincipalName: person.userPrincipalName,
    id: person.id,
    accountEnabled: person.accountEnabled ?? true,
    createdDateTime: person.createdUtc === undefined ? null : `${person.createdUtc.slice(0, 19)}Z`,
    userType: person.userType ?? 'Member',
  };
}

/** A user as Graph shows it; undefined when `$select` names a property that does not exist. */
export function presentUser(person: DirectoryPerson, select: string | null): Record<string, unknown> | undefined {
  const all = userProperties(person);
  const names = select === null ? defaultProperties : select.split(',').map((name) => name.trim());
  if (names.some((name) => !(name in all))) return undefined;
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** The groups a person is in, through other groups too. */
export function groupsOf(personId: string, groups: readonly DirectoryGroup[]): DirectoryGroup[] {
  const found = new Set<DirectoryGroup>();
  let ids = [personId];
  while (ids.length > 0) {
    const next = groups.filter((group) => !found.has(group) && group.memberIds.some((id) => ids.includes(id)));
    for (const group of next) found.add(group);
    ids = next.map(({ id }) => id);
  }
  return [...found];
}
