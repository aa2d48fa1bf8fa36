import { stableGuid } from './ids.ts';
import { siteId } from './sites.ts';
import type { StoryTime } from './time.ts';
import type { Group, Person } from './types.ts';

export const tenant = {
  id: stableGuid('tenant:contoso'),
  name: 'Contoso',
  domain: 'contoso.onmicrosoft.com',
} as const;

/** Short names of the people in the story, for configuration and tests. */
export const personId = {
  adele: stableGuid('person:adele'),
  megan: stableGuid('person:megan'),
  lee: stableGuid('person:lee'),
  alexMarketing: stableGuid('person:alex-marketing'),
  alexFinance: stableGuid('person:alex-finance'),
  nestor: stableGuid('person:nestor'),
  diego: stableGuid('person:diego'),
  isaiah: stableGuid('person:isaiah'),
  patti: stableGuid('person:patti'),
  pradeep: stableGuid('person:pradeep'),
  sales: stableGuid('person:sales'),
} as const;

export const groupId = {
  approvers: stableGuid('group:approvers'),
  admins: stableGuid('group:admins'),
  auditors: stableGuid('group:auditors'),
  marketing: stableGuid('group:marketing'),
} as const;

type Draft = Omit<Person, 'userPrincipalName' | 'mail'> & { address: string };

/**
 * The people of Contoso. Two share a display name; Diego has no backup; Isaiah left and his data is only in backups;
 * Patti left too and Pradeep, who came later, was given her address.
 */
export function makePeople(time: StoryTime): Person[] {
  const longAgo = time.daysBefore(400);
  const member = {
    kind: 'member',
    createdUtc: longAgo,
    leftUtc: null,
    isBackedUp: true,
    officeLocation: 'Utrecht',
  } as const;
  const drafts: Draft[] = [
    { ...member, id: personId.adele, displayName: 'Adele Vance', address: 'AdeleV', jobTitle: 'Account manager' },
    { ...member, id: personId.megan, displayName: 'Megan Bowen', address: 'MeganB', jobTitle: 'Head of operations' },
    { ...member, id: personId.lee, displayName: 'Lee Gu', address: 'LeeG', jobTitle: 'Security officer' },
    {
      ...member,
      id: personId.alexMarketing,
      displayName: 'Alex Wilber',
      address: 'AlexW',
      jobTitle: 'Marketing assistant',
    },
    {
      ...member,
      id: personId.alexFinance,
      displayName: 'Alex Wilber',
      address: 'Alex.Wilber',
      jobTitle: 'Controller',
      officeLocation: 'Leeds',
    },
    { ...member, id: personId.nestor, displayName: 'Nestor Wilke', address: 'NestorW', jobTitle: 'IT administrator' },
    {
      ...member,
      id: personId.diego,
      displayName: 'Diego Siciliani',
      address: 'DiegoS',
      jobTitle: 'Trainee',
      createdUtc: time.daysBefore(20),
      isBackedUp: false,
    },
    {
      ...member,
      id: personId.isaiah,
      displayName: 'Isaiah Langer',
      address: 'IsaiahL',
      jobTitle: 'Sales representative',
      leftUtc: time.daysBefore(12),
    },
    {
      ...member,
      id: personId.patti,
      displayName: 'Patti Fernandez',
      address: 'Reception',
      jobTitle: 'Receptionist',
      leftUtc: time.daysBefore(15),
    },
    {
      ...member,
      id: personId.pradeep,
      displayName: 'Pradeep Gupta',
      address: 'Reception',
      jobTitle: 'Receptionist',
      createdUtc: time.daysBefore(9),
    },
    {
      ...member,
      kind: 'sharedMailbox',
      id: personId.sales,
      displayName: 'Sales inbox',
      address: 'Sales',
      jobTitle: '',
    },
  ];
  return drafts.map(({ address, ...person }) => {
    const mail = `${address}@${tenant.domain}`;
    return { ...person, userPrincipalName: mail, mail };
  });
}

/** Colleagues without a part in the story, for organizations of a real size. */
export function makeExtraPeople(time: StoryTime, count: number): Person[] {
  return Array.from({ length: count }, (_, index): Person => {
    const mail = `User${String(index + 1).padStart(6, '0')}@${tenant.domain}`;
    return {
      id: stableGuid(`person:extra:${index}`),
      displayName: `User ${index + 1}`,
      userPrincipalName: mail,
      mail,
      jobTitle: '',
      officeLocation: '',
      kind: 'member',
      createdUtc: time.daysBefore(400),
      leftUtc: null,
      isBackedUp: true,
    };
  });
}

/** The groups of Contoso: who may decide, who runs the bot, who audits, and the one behind the site of the marketing department. */
export function makeGroups(): Group[] {
  return [
    {
      id: groupId.approvers,
      displayName: 'Restore approvers',
      description: 'May approve restores',
      memberIds: [personId.megan, personId.lee],
    },
    {
      id: groupId.admins,
      displayName: 'Restore admins',
      description: 'Run the restore bot',
      memberIds: [personId.nestor],
    },
    {
      id: groupId.auditors,
      displayName: 'Restore auditors',
      description: 'Read the audit trail',
      memberIds: [personId.lee],
    },
    {
      id: groupId.marketing,
      displayName: 'Marketing',
      description: 'The marketing department',
      memberIds: [personId.adele, personId.alexMarketing],
      ownerIds: [personId.adele, personId.alexMarketing],
      siteContainerId: siteId.marketing,
    },
  ];
}
