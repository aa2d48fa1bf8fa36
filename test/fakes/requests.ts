import { newDraft } from '../../src/domain/newDraft.ts';
import { type Actor, noStanding, type Policy } from '../../src/domain/policy.ts';
import type { RequestContent, RestoreRequest } from '../../src/domain/request.ts';
import { defaultOptions, type Person, type RestorePoint } from '../../src/domain/terms.ts';

const tenantId = '8c7a1d1e-2b3c-4d5e-8f90-a1b2c3d4e5f6';

const person = (id: string, name: string): Person => ({
  id: `00000000-0000-4000-8000-0000000000${id}`,
  tenantId,
  name,
  address: `${name.split(' ')[0]}@contoso.com`,
});

export const adele = person('a1', 'Adele Vance');
export const isaiah = person('b2', 'Isaiah Langer');
export const megan = person('c3', 'Megan Bowen');
export const stranger = person('d4', 'Sam Stranger');

/** Isaiah and Megan approve, Megan is an admin too; Isaiah may ask for others. */
export const policy: Policy = {
  version: 'test-1',
  ask: { self: true, managers: false, owners: false, forAnybody: { people: [isaiah.id], groups: [] } },
  decide: {
    people: [isaiah.id, megan.id],
    groups: [],
    manager: false,
    owners: false,
    beneficiaries: true,
    channelId: null,
  },
  approvals: { needed: 1, othersData: 1, inPlace: 1, many: null, ownDataWithout: false },
  admins: { people: [megan.id], groups: [] },
  auditors: { people: [], groups: [] },
  guests: false,
  alsoKnownAs: [],
  waitForApprovalHours: 72,
  approvalValidHours: 24,
  remindEveryHours: null,
  reasonMinimumCharacters: 5,
  reasonMaximumCharacters: 500,
  ticket: null,
  limits: { requestsPerPersonPerDay: null, targetsPerRequest: 10 },
  announcePeople: false,
};

/** The policy with another number of approvals. */
export const withApprovals = (needed: number): Policy => ({
  ...policy,
  approvals: { ...policy.approvals, needed, othersData: needed, inPlace: needed },
});

export const actor = (who: Person): Actor => ({ person: who, standing: noStanding });

export const now = new Date('2026-11-20T14:20:00.000Z');

export const point = (id: string, takenAtUtc: string): RestorePoint => ({ id, takenAtUtc, ref: { raw: takenAtUtc } });

const earlier = point('p1', '2026-11-19T08:00:00.000Z');
const used = point('p2', '2026-11-19T16:00:00.000Z');
const later = point('p3', '2026-11-20T00:00:00.000Z');

export const content: RequestContent = {
  workload: 'exchange',
  targets: [{ target: { kind: 'mailbox', id: adele.id, name: adele.name, address: adele.address }, point: used }],
  selection: { kind: 'whole' },
  askedTime: { utc: '2026-11-19T20:00:00.000Z', zone: 'America/New_York' },
  destination: 'inPlace',
  options: defaultOptions,
  reason: 'I deleted the Contoso folder by accident',
};

/** A draft whose look-up is done and which can be submitted. */
export const previewed: RestoreRequest = {
  ...newDraft({
    id: 'request-1',
    requester: adele,
    draft: {
      workload: 'exchange',
      forWhom: [{ by: 'me' }],
      askedTime: content.askedTime,
      destination: 'inPlace',
      options: defaultOptions,
      reason: content.reason,
      readingNotes: [],
    },
    provider: 'veeam',
    origin: null,
    atUtc: now.toISOString(),
  }),
  revision: 2,
  beneficiaries: [adele],
  preview: {
    kind: 'ready',
    choices: [{ target: content.targets[0]?.target ?? never(), used, earlier, later, notes: [] }],
    manner: 'merge',
    approvers: [isaiah, megan],
  },
  content,
};

function never(): never {
  throw new Error('the fixture has one target');
}
