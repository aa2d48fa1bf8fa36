import { newDraft } from '../../src/domain/newDraft.ts';
import type { RestoreRequest } from '../../src/domain/request.ts';
import { defaultOptions, type Person, type TargetPlan } from '../../src/domain/terms.ts';

export const tenantId = '0f0f0f0f-0000-4000-8000-000000000001';

/** A person of the test tenant. */
export const somePerson = (id: string): Person => ({
  id,
  tenantId,
  name: `Person ${id}`,
  address: `${id}@contoso.example`,
});

/** A mailbox target with the restore point that will be used. */
export const someTarget = (id: string): TargetPlan => ({
  target: { kind: 'mailbox', id, name: `Mailbox ${id}`, address: `${id}@contoso.example` },
  point: { id: `point-${id}`, takenAtUtc: '2026-11-19T20:00:00.000Z', ref: {} },
});

/** A complete request as a store may hold it, with whatever a test needs otherwise. */
export const someRequest = (
  id: string,
  changes: Partial<RestoreRequest> = {},
  targetIds = ['mailbox-1'],
): RestoreRequest => ({
  ...newDraft({
    id,
    requester: somePerson('adele'),
    draft: {
      workload: 'exchange',
      forWhom: [{ by: 'me' }],
      askedTime: null,
      destination: 'inPlace',
      options: defaultOptions,
      reason: 'Deleted by mistake – Ünïcode 🙂',
      readingNotes: [],
    },
    provider: 'veeam',
    origin: null,
    atUtc: '2026-11-20T09:00:00.000Z',
  }),
  content: {
    workload: 'exchange',
    targets: targetIds.map(someTarget),
    selection: { kind: 'whole' },
    askedTime: { utc: '2026-11-19T20:00:00.000Z', zone: 'Europe/Berlin' },
    destination: 'inPlace',
    options: defaultOptions,
    reason: 'Deleted by mistake',
  },
  ...changes,
});
