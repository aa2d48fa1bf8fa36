import type { ProviderName, Workload } from '../domain/terms.ts';
import { backupServerSettings } from './declared/backupServer.ts';
import type { BotValues } from './declared.ts';
import { type Problem, problem } from './problem.ts';
import { sentenceFor } from './readValues.ts';
import { usesAccount } from './restoreFrom.ts';

/** Which backup product serves which workload; null: none. */
export type ProviderChoice = Readonly<Record<Workload, ProviderName | null>>;

/** What it needs besides, unless an account writes what is restored or people restore themselves. */
const neededOfApplication = [
  'VEEAM_RESTORE_APP_ID',
  'VEEAM_RESTORE_CERTIFICATE_FILE',
  'VEEAM_RESTORE_CERTIFICATE_PASSWORD',
] as const;
/** What the bot cannot do without when Veeam restores anything, by whose rights it uses. */
const neededForVeeam = {
  administrator: ['VEEAM_URL', 'VEEAM_USERNAME', 'VEEAM_PASSWORD'],
  organization: ['VEEAM_URL', 'VEEAM_ORGANIZATION', 'VEEAM_ORGANIZATION_APP_ID'],
  portalOperator: ['VEEAM_URL', 'VEEAM_SIGN_IN_CONNECTION'],
} as const;

/** Reads the choice of providers. Microsoft 365 Backup does not cover Teams, so as the general choice it leaves them out. */
export function providersFrom(values: Partial<BotValues>): ProviderChoice {
  const general = values.PROVIDER ?? 'veeam';
  const of = (own: string | undefined): ProviderName | null => {
    if (own === 'off') return null;
    return own === 'graph' || own === 'veeam' ? own : general;
  };
  return {
    exchange: of(values.PROVIDER_EXCHANGE),
    oneDrive: of(values.PROVIDER_ONEDRIVE),
    sharePoint: of(values.PROVIDER_SHAREPOINT),
    teams: values.PROVIDER_TEAMS === undefined && general === 'graph' ? null : of(values.PROVIDER_TEAMS),
  };
}

const serves = (choice: ProviderChoice, name: ProviderName): boolean => Object.values(choice).includes(name);

/** What is missing or cannot be for the chosen products. `unreadable` are settings that already have a problem of their own. */
export function providerProblems(values: Partial<BotValues>, unreadable: readonly string[]): Problem[] {
  const choice = providersFrom(values);
  const problems: Problem[] = [];
  if (!serves(choice, 'veeam') && !serves(choice, 'graph'))
    problems.push(problem('PROVIDER', 'PROVIDER and its kin switch everything off. Name a product for one workload.'));
  const signIn = values.VEEAM_SIGN_IN ?? 'administrator';
  if (serves(choice, 'veeam')) {
    for (const name of [
      ...neededForVeeam[signIn],
      ...(signIn === 'portalOperator' || usesAccount(values) ? [] : neededOfApplication),
    ])
      if (values[name] === undefined && !unreadable.includes(name))
        problems.push(problem(name, sentenceFor(name, 'is missing', backupServerSettings[name])));
  }
  if (serves(choice, 'graph') && values.CLOUD !== undefined && values.CLOUD !== 'public') {
    const sentence = `PROVIDER names graph, and Microsoft 365 Backup exists in the public cloud only. Choose veeam, or CLOUD=public.`;
    problems.push(problem('PROVIDER', sentence));
  }
  return problems;
}

/** Whether a product restores anything. */
export const isServing = serves;
