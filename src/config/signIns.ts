import { secret } from '../lib/secret.ts';
import { readCertificate } from './botCredential.ts';
import type { BotValues } from './declared.ts';
import type { Machine } from './machine.ts';
import { type Problem, problem } from './problem.ts';
import { isServing, providersFrom } from './providersFrom.ts';
import type { AppCredentialSetting, BotCredentialSetting, Settings, VeeamSignIn } from './settings.ts';

/** The credential of the organization's own application; null where there is none to read. */
export function readOrganizationCredential(
  values: Partial<BotValues>,
  machine: Machine,
): AppCredentialSetting | Problem | null {
  const { VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE: file, VEEAM_ORGANIZATION_APP_SECRET: word } = values;
  const isNeeded = values.VEEAM_SIGN_IN === 'organization' && isServing(providersFrom(values), 'veeam');
  if (!isNeeded) return null;
  if ((file === undefined) === (word === undefined))
    return problem(
      'VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE',
      `The organization needs exactly one credential. Set VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE (recommended) or VEEAM_ORGANIZATION_APP_SECRET. Example: VEEAM_ORGANIZATION_APP_CERTIFICATE_FILE=/etc/restore-bot/organization.pem`,
    );
  if (word !== undefined) return { kind: 'secret', secret: secret(word) };
  return readCertificate('VEEAM_ORGANIZATION_APP_CERTIFICATE', { file: file ?? '' }, machine);
}

/** Whose rights on the backup server restores use. What has no value here was a problem before. */
export function veeamSignInFrom(values: BotValues, credential: AppCredentialSetting | null): VeeamSignIn {
  switch (values.VEEAM_SIGN_IN) {
    case 'administrator':
      return {
        kind: 'administrator',
        username: values.VEEAM_USERNAME ?? '',
        password: secret(values.VEEAM_PASSWORD ?? ''),
      };
    case 'organization':
      return {
        kind: 'organization',
        name: values.VEEAM_ORGANIZATION ?? '',
        applicationId: values.VEEAM_ORGANIZATION_APP_ID ?? '',
        credential: credential ?? { kind: 'secret', secret: secret('') },
      };
    case 'portalOperator':
      return { kind: 'portalOperator', connection: values.VEEAM_SIGN_IN_CONNECTION ?? '' };
    default:
      return values.VEEAM_SIGN_IN satisfies never;
  }
}

export const graphSignInFrom = (values: BotValues): Settings['graphSignIn'] =>
  values.GRAPH_SIGN_IN === 'delegated'
    ? { kind: 'delegated', connection: values.GRAPH_SIGN_IN_CONNECTION ?? '' }
    : { kind: 'app' };

/** What keeps people from signing in as the settings say. */
export function signInProblems(values: Partial<BotValues>, credential: BotCredentialSetting | Problem): Problem[] {
  const choice = providersFrom(values);
  const byPortal = values.VEEAM_SIGN_IN === 'portalOperator' && isServing(choice, 'veeam');
  const byGraph = values.GRAPH_SIGN_IN === 'delegated' && isServing(choice, 'graph');
  const problems: Problem[] = [];
  if (byGraph && values.GRAPH_SIGN_IN_CONNECTION === undefined)
    problems.push(
      problem(
        'GRAPH_SIGN_IN_CONNECTION',
        'GRAPH_SIGN_IN_CONNECTION is missing. It names the OAuth connection of the Azure Bot people sign in with. Example: GRAPH_SIGN_IN_CONNECTION=microsoft-backup',
      ),
    );
  if (byPortal && values.VEEAM_VERSION === 'v5')
    problems.push(
      problem(
        'VEEAM_VERSION',
        'VEEAM_VERSION is v5, which has no restore portal. Use v6 or newer with VEEAM_SIGN_IN=portalOperator.',
      ),
    );
  if (byPortal && byGraph && values.VEEAM_SIGN_IN_CONNECTION === values.GRAPH_SIGN_IN_CONNECTION)
    problems.push(
      problem(
        'GRAPH_SIGN_IN_CONNECTION',
        'GRAPH_SIGN_IN_CONNECTION and VEEAM_SIGN_IN_CONNECTION are the same. A connection is for one API: make one for each.',
      ),
    );
  if ((byPortal || byGraph) && 'kind' in credential && credential.kind === 'managedIdentity')
    problems.push(
      problem(
        'BOT_MANAGED_IDENTITY_CLIENT_ID',
        'BOT_MANAGED_IDENTITY_CLIENT_ID cannot be used here: a managed identity cannot act on behalf of people. Set BOT_CERTIFICATE_FILE instead.',
      ),
    );
  return problems;
}
