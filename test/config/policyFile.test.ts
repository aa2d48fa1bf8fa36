import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../src/config/policyFile/readPolicyFile.ts';
import type { Problem } from '../../src/config/problem.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { holdsTicket, isTicketForm } from '../../src/domain/ticketRule.ts';
import { adminId, approverIds, machineWith, read, sentencesOf, settingsOf } from './complete.ts';
import { examplePolicy } from './examplePolicy.ts';

function policyOf(read: Policy | Problem[]): Policy {
  if (Array.isArray(read)) throw new Error(read.map(({ sentence }) => sentence).join('\n'));
  return read;
}
const sentences = (text: string): readonly string[] => {
  const found = readPolicyFile(text);
  return Array.isArray(found) ? found.map(({ sentence }) => sentence) : [];
};
const small = `decide:
  people: ["${approverIds[0]}", "${approverIds[1]}"]
admins:
  people: ["${adminId}"]
`;

describe('the policy file', () => {
  it('reads the example of the README', () => {
    expect(policyOf(readPolicyFile(examplePolicy))).toMatchObject({
      version: expect.stringMatching(/^policy-[0-9a-f]{12}$/),
      ask: { self: true, managers: true, owners: true },
      decide: { manager: true, beneficiaries: false, channelId: '19:restores@thread.tacv2' },
      approvals: { needed: 1, othersData: 2, inPlace: 1, many: { moreThan: 3, needed: 2 } },
      ticket: { forms: ['INC#######', 'CHG-#+'] },
      remindEveryHours: 8,
    });
  });

  it('is strict where nothing is said: one approval, own data only, no guests, nobody named', () => {
    expect(policyOf(readPolicyFile(small))).toMatchObject({
      ask: { self: true, managers: false, owners: false, forAnybody: { people: [], groups: [] } },
      approvals: { needed: 1, othersData: 1, ownDataWithout: false },
      decide: { beneficiaries: false },
      guests: false,
      announcePeople: false,
    });
  });

  it('has a version of its meaning: order, comments and defaults change nothing, a rule does', () => {
    const version = (text: string) => policyOf(readPolicyFile(text)).version;
    const other = `# the same
admins: { people: ["${adminId.toUpperCase()}"], groups: [] }
guests: false
decide:
  people:
    - "${approverIds[1]}"
    - "${approverIds[0]}"
`;
    expect(version(other)).toBe(version(small));
    expect(version(`${small}guests: true\n`)).not.toBe(version(small));
  });

  it.each([
    [
      'a misspelt rule',
      `${small}limit: { targetsPerRequest: 3 }\n`,
      'line 5: limit is not a rule of the policy. Did you mean limits?',
    ],
    [
      'a misspelt rule deep down',
      `${small}approvals:\n  neded: 2\n`,
      'line 6: approvals.neded is not a rule of the policy. Did you mean needed?',
    ],
    [
      'a rule that fits nothing',
      `${small}approvals:\n  colour: red\n`,
      'line 6: approvals.colour is not a rule of the policy. Here stand needed, othersData',
    ],
    [
      'an address',
      small.replace(approverIds[1], 'megan@contoso.com'),
      'line 2: decide.people, entry 2 is an address: use the object id',
    ],
    ['a name', small.replace(adminId, 'Nestor'), 'line 4: admins.people, entry 1 is not an object id'],
    [
      'a number that is none',
      `${small}approvals: { needed: two }\n`,
      'line 5: approvals.needed is not a whole number from 1 to 10.',
    ],
    [
      'no approval at all',
      `${small}approvals: { needed: 0 }\n`,
      'approvals.needed is not a whole number from 1 to 10.',
    ],
    ['yes in place of true', `${small}guests: yes\n`, 'line 5: guests is neither true nor false.'],
    [
      'a list that is none',
      `${small}auditors:\n  people: somebody\n`,
      'line 6: auditors.people is not a list: begin each entry with a dash.',
    ],
    ['nobody who decides', `admins:\n  people: ["${adminId}"]\n`, 'decide is missing. Say who decides.'],
    ['deciders without people', `${small.replace(/\[.*?\]/, '[]')}`, 'decide names nobody.'],
    ['no admin', `${small.split('admins:')[0]}admins: {}\n`, 'admins names nobody.'],
    [
      'more approvals than people',
      `${small}approvals: { othersData: 3 }\n`,
      'approvals asks for 3 approvals but decide.people names 2',
    ],
    [
      'two accounts of one person as two',
      `${small}approvals: { needed: 2 }\nalsoKnownAs:\n  - ["${approverIds[0]}", "${approverIds[1]}"]\n`,
      'approvals asks for 2 approvals but decide.people names 1 different person',
    ],
    [
      'an example that does not fit',
      `${small}reason: { ticket: { forms: ["INC####"], example: "CHG1" } }\n`,
      'reason.ticket.example fits none',
    ],
    [
      'a regular expression',
      `${small}reason: { ticket: { forms: ["(a+)+$"], example: "aaa" } }\n`,
      'reason.ticket.forms, entry 1 is not a form of a ticket number',
    ],
    [
      'a reminder that never comes',
      `${small}times: { waitHours: 8, remindEveryHours: 8 }\n`,
      'so nobody would be reminded',
    ],
    ['the same rule twice', `${small}guests: false\nguests: true\n`, 'the text is not YAML'],
    [
      'an alias',
      `${small}auditors: &who { people: [] }\nask: { forAnybody: *who }\n`,
      'an alias (*) is not allowed here',
    ],
    ['no YAML', 'decide: [\n', 'the text is not YAML'],
    ['a list at the top', '- decide\n', 'The file does not hold named rules'],
    ['a file that is empty', '# nothing\n', 'decide is missing'],
  ])('refuses %s, with its line', (_what, text, beginning) => {
    expect(sentences(text)).toContainEqual(expect.stringContaining(beginning));
    for (const sentence of sentences(text)) expect(sentence).toMatch(/^POLICY_FILE, line \d+: .*[.?]$/);
  });

  it('says everything at once, in the order of the lines, and quotes nothing that was written', () => {
    const text = `gests: true\ndecide:\n  people: ["password-canary"]\nadmins: {}\nguests: maybe\n`;
    expect(sentences(text)).toEqual([
      expect.stringContaining('line 1: gests'),
      expect.stringContaining('line 3: decide.people, entry 1'),
      expect.stringContaining('line 5: guests'),
    ]);
    expect(sentences(text).join()).not.toContain('canary');
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((noise) => `${small}${noise}`),
        ),
        (text) => {
          readPolicyFile(text);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

it.skipIf(!readme.includes('decide:\n'))('the README shows exactly the example', () => {
  expect(readme).toContain(examplePolicy);
});

describe('POLICY_FILE', () => {
  const machine = machineWith({ '/etc/policy.yaml': examplePolicy });
  const withoutLists = { APPROVERS: undefined, ADMINS: undefined };

  it('takes the place of the lists', () => {
    const settings = settingsOf(read({ ...withoutLists, POLICY_FILE: '/etc/policy.yaml' }, machine));
    expect(settings.policy.version).toMatch(/^policy-/);
  });

  it('is refused together with the lists, with the fix', () => {
    expect(sentencesOf(read({ POLICY_FILE: '/etc/policy.yaml', REASON_MINIMUM_CHARACTERS: '5' }, machine))).toEqual([
      'POLICY_FILE is set together with APPROVERS, ADMINS, REASON_MINIMUM_CHARACTERS. Move what they say into the file and remove them.',
    ]);
  });

  it('is refused when the file is not there, and so is neither file nor lists', () => {
    expect(sentencesOf(read({ ...withoutLists, POLICY_FILE: '/nowhere' }, machine))).toEqual([
      expect.stringContaining('POLICY_FILE names a file that is not there'),
    ]);
    expect(sentencesOf(read(withoutLists))).toEqual([
      expect.stringContaining('APPROVERS is missing'),
      expect.stringContaining('ADMINS is missing'),
    ]);
  });
});

describe('ticket numbers', () => {
  it.each([
    ['INC#######', 'see INC0012345, please', true],
    ['INC#######', 'see inc0012345', true],
    ['INC#######', 'INC00123456', false],
    ['INC#######', 'XINC0012345', false],
    ['CHG-#+', 'CHG-1', true],
    ['CHG-#+', '(CHG-123456789012)', true],
    ['CHG-#+', 'CHG-1234567890123', false],
    ['A.#', 'Ab1', false],
    ['A/#', 'A/7', true],
  ])('%s in "%s": %s', (form, reason, expected) => {
    expect(holdsTicket([form], reason)).toBe(expected);
  });

  it.each(['(a+)+$', '.*', 'INC', '#+#', '#+1', '##+#', 'a|b', 'x'.repeat(41), ''])('%s is no form', (form) => {
    expect(isTicketForm(form)).toBe(false);
  });

  it('are read in no time from the longest reason, whatever the form', () => {
    const form = fc.stringMatching(/^(?:[A-C0-1.-]|#|#\+){2,40}$/).filter(isTicketForm);
    fc.assert(
      fc.property(form, fc.constantFrom('1', 'A', 'A1', '-1', '.'), (form, part) => {
        const reason = part.repeat(2_000);
        const before = performance.now();
        holdsTicket([form], reason);
        expect(performance.now() - before).toBeLessThan(250);
      }),
      { numRuns: 300 },
    );
  });
});
