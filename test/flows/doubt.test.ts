import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RestoreRequest } from '../../src/domain/request.ts';
import type { PointLookUp } from '../../src/ports/provider.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, policy } from '../fakes/requests.ts';
import { previewed, submitted } from './acting.ts';

let world: FlowWorld;
beforeEach(async () => {
  // The policy lets one's own data through without approval.
  const { approvals } = policy;
  world = await startFlowWorld({
    policy: { ...policy, approvals: { ...approvals, ownDataWithout: true, inPlace: 0 } },
  });
});
afterEach(() => world.stop());

/** What the provider finds, with a doubt. */
async function found(doubt: Partial<Extract<PointLookUp, { kind: 'found' }>>): Promise<void> {
  const usual = await world.provider.lookUp({
    workload: 'exchange',
    target: { kind: 'mailbox', id: adele.id, name: '', address: '' },
    tenantId: adele.tenantId,
    askedTimeUtc: '2026-11-19T20:00:00.000Z',
  });
  if (usual.kind !== 'found') throw new Error(usual.kind);
  world.provider.found = { ...usual, ...doubt };
}

const notesOf = ({ preview }: RestoreRequest) =>
  preview.kind === 'ready' ? preview.choices.flatMap((choice) => choice.notes) : preview.kind;

describe('whose data it is', () => {
  it('is in doubt when an address is older than the account, and nothing is approved by itself', async () => {
    await found({ mailOnlyIdentity: true });
    world.accounts.created.set(adele.id, '2026-11-20T08:00:00.000Z');
    const request = await submitted(world, adele);
    expect(notesOf(request)).toEqual(['mailOnlyIdentity', 'recycledAddress']);
    expect(request.state).toBe('awaitingApproval');
    expect(world.provider.calls).toEqual([]);
  });

  it('is less in doubt when the account is older', async () => {
    await found({ mailOnlyIdentity: true });
    world.accounts.created.set(adele.id, '2026-01-01T00:00:00.000Z');
    expect(notesOf(await submitted(world, adele))).toEqual(['mailOnlyIdentity']);
  });

  it('is in doubt when only backups still hold it', async () => {
    await found({ noLiveTarget: true });
    const request = await submitted(world, adele);
    expect(notesOf(request)).toEqual(['noLiveTarget']);
    expect(request.state).toBe('awaitingApproval');
    expect(world.provider.calls).toEqual([]);
  });
});

describe('what becomes of its backups', () => {
  it.each(['noLongerBackedUp', 'beingRemoved'] as const)('is told before it is sent: %s', async (protection) => {
    await found({ protection });
    expect(notesOf(await submitted(world, adele))).toEqual([protection]);
  });

  it.each([
    [{ kind: 'notProtected' }, 'notProtected'],
    [{ kind: 'notProtected', neverHas: 'someMailboxes' }, 'notProtectedMailbox'],
    [{ kind: 'removed' }, 'backupsRemoved'],
  ] as const)('%o has a sentence of its own', async (answer, code) => {
    world.provider.found = answer;
    const request = await previewed(world, adele);
    expect(request.preview).toMatchObject({ kind: 'refused', refusal: { code } });
  });
});
