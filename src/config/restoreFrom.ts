import { secret } from '../lib/secret.ts';
import type { BotValues } from './declared.ts';
import { type Problem, problem } from './problem.ts';
import type { VeeamSettings } from './settings.ts';

const application = [
  'VEEAM_RESTORE_APP_ID',
  'VEEAM_RESTORE_CERTIFICATE_FILE',
  'VEEAM_RESTORE_CERTIFICATE_PASSWORD',
  'VEEAM_RESTORE_IMPERSONATION_ACCOUNT',
] as const;
const account = ['VEEAM_RESTORE_USERNAME', 'VEEAM_RESTORE_PASSWORD'] as const;
const onPremises = ['VEEAM_EXCHANGE_DOMAIN', 'VEEAM_EXCHANGE_USERNAME', 'VEEAM_EXCHANGE_PASSWORD'] as const;

/** What restored items are written with: an application unless an account is named. */
export const usesAccount = (values: Partial<BotValues>): boolean =>
  account.some((name) => values[name] !== undefined) && application.every((name) => values[name] === undefined);

/** Settings that exclude each other or need each other. */
export function restoreProblems(values: Partial<BotValues>, unreadable: readonly string[]): Problem[] {
  const given = (names: readonly (keyof BotValues)[]) => names.filter((name) => values[name] !== undefined);
  const problems: Problem[] = [];
  if (given(application).length > 0 && given(account).length > 0)
    problems.push(
      problem(
        'VEEAM_RESTORE_USERNAME',
        'VEEAM_RESTORE_USERNAME and VEEAM_RESTORE_APP_ID are two ways to write what is restored. Keep the settings of one of them.',
      ),
    );
  for (const group of [usesAccount(values) ? account : [], onPremises])
    for (const name of group)
      if (given(group).length > 0 && values[name] === undefined && !unreadable.includes(name))
        problems.push(problem(name, `${name} is missing. It belongs to ${given(group).join(' and ')}.`));
  return problems;
}

/** The credential of the settings; what has no value here was a problem before. */
export function restoreFrom(values: BotValues, certificate: string): VeeamSettings['restore'] {
  if (usesAccount(values))
    return {
      form: 'account',
      userName: values.VEEAM_RESTORE_USERNAME ?? '',
      password: secret(values.VEEAM_RESTORE_PASSWORD ?? ''),
    };
  return {
    form: 'application',
    applicationId: values.VEEAM_RESTORE_APP_ID ?? '',
    certificatePfxBase64: secret(certificate),
    certificatePassword: secret(values.VEEAM_RESTORE_CERTIFICATE_PASSWORD ?? ''),
    impersonationAccount: values.VEEAM_RESTORE_IMPERSONATION_ACCOUNT ?? null,
  };
}

/** What mailboxes alone know. */
export const mailboxesFrom = (values: BotValues): VeeamSettings['mailboxes'] => ({
  skipUnresolved: values.VEEAM_EXCHANGE_SKIP_UNRESOLVED === 'on',
  excludeInPlaceHoldItems: values.VEEAM_EXCHANGE_EXCLUDE_IN_PLACE_HOLD === 'on',
  excludeLitigationHoldItems: values.VEEAM_EXCHANGE_EXCLUDE_LITIGATION_HOLD === 'on',
  recentItemRestorePeriodDays: values.VEEAM_EXCHANGE_RECENT_DAYS ?? null,
  casServer: values.VEEAM_EXCHANGE_CAS_SERVER ?? null,
  onPremises:
    values.VEEAM_EXCHANGE_DOMAIN === undefined
      ? null
      : {
          domainName: values.VEEAM_EXCHANGE_DOMAIN,
          userName: values.VEEAM_EXCHANGE_USERNAME ?? '',
          password: secret(values.VEEAM_EXCHANGE_PASSWORD ?? ''),
        },
});
