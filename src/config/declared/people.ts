import { optional, withDefault } from '../declaration.ts';
import * as kind from '../kinds.ts';
import { anId, twoIds } from './examples.ts';

/** Who may do what, and how long decisions last. */
export const peopleSettings = {
  POLICY_FILE: optional({
    section: 'People and approvals',
    about:
      'The policy: one reviewed YAML file that says who may ask, who decides and how many. It takes the place of the other settings of this section.',
    example: '/etc/restore-bot/policy.yaml',
    kind: kind.text,
    needed: 'yes, or the small way: APPROVERS and ADMINS',
  }),
  APPROVERS: optional({
    section: 'People and approvals',
    about: 'Who may approve, as Entra object ids. Nobody approves a request of their own, so name two or more.',
    example: twoIds,
    needed: 'without POLICY_FILE',
    kind: kind.guidList,
  }),
  ADMINS: optional({
    section: 'People and approvals',
    about: 'Who decides when the bot cannot prove what the backup server did, as Entra object ids.',
    example: anId,
    needed: 'without POLICY_FILE',
    kind: kind.guidList,
  }),
  AUDITORS: optional({
    section: 'People and approvals',
    about: 'Who may read every request and the audit trail, as Entra object ids.',
    example: anId,
    kind: kind.guidList,
  }),
  MAY_ASK_FOR_OTHERS: optional({
    section: 'People and approvals',
    about: 'Who may ask for the data of other people, as Entra object ids. Everybody may ask for their own.',
    example: anId,
    kind: kind.guidList,
  }),
  APPROVALS_NEEDED: withDefault({
    section: 'People and approvals',
    about: 'How many different people have to approve a request.',
    example: '2',
    kind: kind.wholeNumber(1, 10),
    fallback: '1',
  }),
  WAIT_FOR_APPROVAL_HOURS: withDefault({
    section: 'People and approvals',
    about: 'How long a request waits for a decision before it expires.',
    example: '72',
    kind: kind.wholeNumber(1, 720),
    fallback: '72',
  }),
  APPROVAL_VALID_HOURS: withDefault({
    section: 'People and approvals',
    about: 'How long an approval may be used to start the restore.',
    example: '24',
    kind: kind.wholeNumber(1, 168),
    fallback: '24',
  }),
  REASON_MINIMUM_CHARACTERS: withDefault({
    section: 'People and approvals',
    about: 'Shortest reason that is accepted.',
    example: '10',
    kind: kind.wholeNumber(1, 500),
    fallback: '10',
  }),
  REASON_MAXIMUM_CHARACTERS: withDefault({
    section: 'People and approvals',
    about: 'Longest reason that is accepted.',
    example: '500',
    kind: kind.wholeNumber(1, 2000),
    fallback: '500',
  }),
};
