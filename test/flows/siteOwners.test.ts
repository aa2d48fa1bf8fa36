import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { approveRequest } from '../../src/flows/review.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, policy, stranger } from '../fakes/requests.ts';
import { click, form, previewed, refusalOf, submit, submitted } from './acting.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld();
});
afterEach(() => world.stop());

const approve = (person: typeof adele, request: Parameters<typeof click>[1]) =>
  approveRequest(world.deps, click(person, request, 'approval.approve'));

describe('the owners of a site', () => {
  const site = { kind: 'site', id: 'site-1', name: 'Marketing', address: 'https://contoso.sharepoint.com/m' } as const;
  const classic = { kind: 'site', id: 'site-2', name: 'Archive', address: 'https://contoso.sharepoint.com/a' } as const;
  const formOf = ({ address }: typeof site | typeof classic) =>
    ({ ...form, workload: 'sharePoint', who: 'other', address }) as const;
  const ownersDecide = { ...policy.decide, people: [], owners: true };
  const nobody = { people: [], groups: [] };
  const byOwners = async (decide = policy.decide, forAnybody: Policy['ask']['forAnybody'] = nobody) => {
    world = await world.again({ policy: { ...policy, ask: { ...policy.ask, owners: true, forAnybody }, decide } });
    world.provider.sites = [site, classic];
    world.accounts.owners.set(site.id, [adele.id, stranger.id]);
  };

  it('may ask for it, and for no other; those who own none are told so at the form', async () => {
    await byOwners();
    expect((await previewed(world, adele, formOf(site))).preview.kind).toBe('ready');
    const denied = { kind: 'refused', refusal: { code: 'othersNotAllowed' } };
    expect((await previewed(world, adele, formOf(classic))).preview).toEqual(denied);
    // Refused at the form, before the backup product is asked.
    expect((await previewed(world, isaiah, formOf(site))).preview).toEqual({ kind: 'none' });
    world.accounts.owners.set(site.id, [stranger.id]).set('site-3', [adele.id]);
    expect((await previewed(world, adele, formOf(site))).preview).toEqual(denied);
  });

  it('are asked when it is sent: who owns it no more may ask no more', async () => {
    await byOwners();
    const request = await previewed(world, adele, formOf(site));
    world.accounts.owners.clear();
    expect(refusalOf(await submit(world, request))).toBe('othersNotAllowed');
  });

  it('decide on it where the policy says so, the requester aside, and only while they own it', async () => {
    await byOwners(ownersDecide);
    const request = await submitted(world, adele, formOf(site));
    expect(request.asked.map((person) => person.id)).toEqual([stranger.id]);
    expect(request.preview).toMatchObject({ why: { [stranger.id]: 'owner' } });
    expect(refusalOf(await approve(isaiah, request))).toBe('unknownRequest');
    world.accounts.owners.set(site.id, [adele.id]);
    expect(refusalOf(await approve(stranger, request))).toBe('unknownRequest');
    world.accounts.owners.set(site.id, [adele.id, stranger.id]);
    expect(refusalOf(await approve(adele, request))).toBe('requesterCannotDecide');
    expect(refusalOf(await approve(stranger, request))).toBe('accepted');
  });

  it('are nobody for a site without a group: nobody could decide, so nothing is sent', async () => {
    await byOwners(ownersDecide, { people: [adele.id], groups: [] });
    const { preview } = await previewed(world, adele, formOf(classic));
    expect(preview).toEqual({ kind: 'refused', refusal: { code: 'noApprover' } });
  });
});
