import { optional, withDefault } from '../declaration.ts';
import * as kind from '../kinds.ts';

const onOff = kind.oneOf(['on', 'off']);

/** What else Veeam can be told when it writes: an account in place of the application, and what mailboxes alone know (seed 004). */
export const restoringSettings = {
  VEEAM_RESTORE_USERNAME: optional({
    section: 'Backup server',
    about:
      'Account restored items are written with, in place of the application; only for organizations that Veeam knows with basic authentication.',
    example: 'svc-restore@contoso.com',
    kind: kind.text,
  }),
  VEEAM_RESTORE_PASSWORD: optional({
    section: 'Backup server',
    needed: 'with VEEAM_RESTORE_USERNAME',
    about: 'Password of that account.',
    example: '…',
    kind: kind.text,
    secret: true,
  }),
  VEEAM_EXCHANGE_SKIP_UNRESOLVED: withDefault({
    section: 'Backup server',
    about: 'Leave mailboxes out that no longer exist, when several are restored together, and restore the others.',
    example: 'on',
    kind: onOff,
    fallback: 'off',
  }),
  VEEAM_EXCHANGE_EXCLUDE_IN_PLACE_HOLD: withDefault({
    section: 'Backup server',
    about: 'Leave items out that are kept for an in-place hold.',
    example: 'on',
    kind: onOff,
    fallback: 'off',
  }),
  VEEAM_EXCHANGE_EXCLUDE_LITIGATION_HOLD: withDefault({
    section: 'Backup server',
    about: 'Leave items out that are kept for a litigation hold.',
    example: 'on',
    kind: onOff,
    fallback: 'off',
  }),
  VEEAM_EXCHANGE_RECENT_DAYS: optional({
    section: 'Backup server',
    about: 'Whole mailboxes: items of so many days before the backup come back first.',
    example: '14',
    kind: kind.wholeNumber(1, 3650),
  }),
  VEEAM_EXCHANGE_CAS_SERVER: optional({
    section: 'Backup server',
    about: 'Client access server, for mailboxes on Exchange servers of your own.',
    example: 'mail.contoso.com',
    kind: kind.text,
  }),
  VEEAM_EXCHANGE_DOMAIN: optional({
    section: 'Backup server',
    about: 'Domain of the account for Exchange servers of your own.',
    example: 'CONTOSO',
    kind: kind.text,
  }),
  VEEAM_EXCHANGE_USERNAME: optional({
    section: 'Backup server',
    needed: 'with VEEAM_EXCHANGE_DOMAIN',
    about: 'That account.',
    example: 'svc-exchange',
    kind: kind.text,
  }),
  VEEAM_EXCHANGE_PASSWORD: optional({
    section: 'Backup server',
    needed: 'with VEEAM_EXCHANGE_DOMAIN',
    about: 'Its password.',
    example: '…',
    kind: kind.text,
    secret: true,
  }),
};
