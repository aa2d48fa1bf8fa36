import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainPolicyCommand } from '../../src/cli/explainPolicyCommand.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { type FlowWorld, startFlowWorld } from '../fakes/flowWorld.ts';
import { adele, isaiah, megan, policy, stranger } from '../fakes/requests.ts';

let world: FlowWorld;
beforeEach(async () => {
  world = await startFlowWorld();
});
afterEach(() => world.stop());

let said = '';
const run = (args: readonly string[], changes: Partial<Policy> = {}) => {
  said = '';
  const say = (text: string): void => {
    said += text;
  };
  const open = () => ({
    policy: { ...policy, ...changes },
    directory: world.deps.directory,
    close: async () => undefined,
  });
  return explainPolicyCommand(args, open, { out: say, error: say });
};
const asking = (...more: string[]) => ['--requester', isaiah.address, '--owner', adele.address, ...more];

describe('npm run explain -- policy', () => {
  it('says who may ask, how many must approve and why, who could and who not', async () => {
    const approvals = { ...policy.approvals, othersData: 2 };
    const decide = { ...policy.decide, people: [isaiah.id, adele.id, megan.id], manager: true, beneficiaries: false };
    world.accounts.managers.set(adele.id, stranger.id);
    expect(await run(asking(), { approvals, decide })).toBe(0);
    expect(said).toBe(`Policy test-1
Isaiah Langer (Isaiah@contoso.com) asks for exchange of Adele Vance (Adele@contoso.com), put back where it was.

May ask: yes (ask.forAnybody)
Approvals needed: 2 (approvals.othersData)
Who could decide now:
  Megan Bowen (Megan@contoso.com) – named in decide.people
  Sam Stranger (Sam@contoso.com) – the manager (decide.manager)
  not Isaiah Langer (Isaiah@contoso.com): asks for it, and nobody decides on their own request
  not Adele Vance (Adele@contoso.com): it is their data (decide.beneficiaries is false)

It starts when 2 of them approve.
`);
  });

  it('says the same as a real request meets', async () => {
    await run(['--requester', stranger.id, '--owner', adele.id]);
    expect(said).toContain('May ask: no; no rule under ask allows it');
    expect(said).toContain('It cannot be asked for.');
    await run(asking('--targets', '11'));
    expect(said).toContain('one request takes at most 10 targets');
    await run(['--requester', isaiah.id], { approvals: { ...policy.approvals, needed: 2, inPlace: 0 } });
    expect(said).toContain('It cannot be sent: 2 approvals are needed and 1 person could give one.');
    const free = { ...policy.approvals, ownDataWithout: true, inPlace: 0 };
    await run(['--requester', adele.id, '--destination', 'new'], { approvals: free });
    expect(said).toContain('It starts as soon as it is sent; nobody has to approve it.');
  });

  it('says whom it did not find, and how it is used', async () => {
    expect(await run(asking('--owner', 'nobody@contoso.com'))).toBe(1);
    expect(said).toContain('Not exactly one person of the directory: nobody@contoso.com.');
    for (const args of [[], ['--owner', adele.id], asking('--workload', 'mail'), asking('--targets', '0'), ['x']]) {
      expect(await run(args)).toBe(2);
      expect(said).toContain('Usage: npm run explain -- policy');
    }
  });
});
