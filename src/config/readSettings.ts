import { secret } from '../lib/secret.ts';
import { readCertificateAuthority, readRestoreCertificate } from './backupFiles.ts';
import { readBotCredential } from './botCredential.ts';
import { type Cloud, clouds, isMicrosoftServiceHost } from './clouds.ts';
import { type BotValues, botSettings, declared } from './declared.ts';
import { type Machine, thisMachine } from './machine.ts';
import { type Problem, problem } from './problem.ts';
import { isServing, providerProblems, providersFrom } from './providersFrom.ts';
import { isPolicyProblems, readPolicy } from './readPolicy.ts';
import { type Environment, readValues } from './readValues.ts';
import { mailboxesFrom, restoreFrom, restoreProblems } from './restoreFrom.ts';
import type { Settings, VeeamSettings } from './settings.ts';
import { graphSignInFrom, readOrganizationCredential, signInProblems, veeamSignInFrom } from './signIns.ts';
import { unknownKeys } from './unknownKeys.ts';

/**
 * Turns an environment into settings, or into everything that is wrong with it at once, one sentence each. It depends on nothing
 * but its arguments; files named by settings are read through `machine`. Missing configuration denies: without an app id, an
 * approver or a backup server there are no settings, and no setting turns authentication off.
 */
export function readSettings(environment: Environment, machine: Machine = thisMachine): Settings | Problem[] {
  const { values, problems } = readValues(botSettings, environment, machine);
  const credential = readBotCredential(values, machine);
  const authority = readFileOf(values.VEEAM_CA_FILE, (path) => readCertificateAuthority(path, machine));
  const certificate = readFileOf(values.VEEAM_RESTORE_CERTIFICATE_FILE, (path) =>
    readRestoreCertificate(path, values.VEEAM_RESTORE_CERTIFICATE_PASSWORD, machine),
  );
  const organization = readOrganizationCredential(values, machine);
  const policy = readPolicy(values, environment, machine);
  const unreadable = problems.map(({ setting }) => setting);
  const found = [
    ...problems,
    ...unknownKeys(declared, environment),
    ...[credential, authority, certificate, organization].filter(isProblem),
    ...providerProblems(values, unreadable),
    ...signInProblems(values, credential),
    ...restoreProblems(values, unreadable),
    ...(isPolicyProblems(policy) ? policy : []),
    ...addressProblems(values),
  ];
  if (
    found.length > 0 ||
    isPolicyProblems(policy) ||
    isProblem(credential) ||
    isProblem(authority) ||
    isProblem(certificate) ||
    isProblem(organization)
  )
    return found;

  // Nothing is missing and nothing is wrong, so every required value is there.
  const complete = values as BotValues;
  const cloud = cloudOf(complete);
  const providers = providersFrom(complete);
  return {
    bot: {
      appId: complete.BOT_APP_ID,
      tenantId: complete.BOT_TENANT_ID,
      // One tenant: the directory, the policy and the backups are that tenant's.
      allowedTenantIds: [complete.BOT_TENANT_ID],
      credential,
    },
    cloud,
    server: { host: complete.HOST, port: complete.PORT, drainSeconds: complete.DRAIN_SECONDS },
    proxyUrl: complete.HTTPS_PROXY ?? null,
    dataFolder: complete.DATA_FOLDER,
    databaseUrl: complete.DATABASE_URL === undefined ? null : secret(complete.DATABASE_URL),
    logLevel: complete.LOG_LEVEL,
    metrics: complete.METRICS === 'on',
    providers,
    veeam: isServing(providers, 'veeam')
      ? veeamFrom(complete, authority ?? null, certificate ?? '', veeamSignInFrom(complete, organization))
      : null,
    graphSignIn: graphSignInFrom(complete),
    policy,
    announce:
      complete.ANNOUNCE_CHANNEL_ID === undefined
        ? null
        : {
            channelId: complete.ANNOUNCE_CHANNEL_ID,
            serviceUrl: complete.ANNOUNCE_SERVICE_URL ?? cloud.defaultServiceUrl,
          },
  };
}

/** The Veeam settings; what has no value here was a problem before. */
const veeamFrom = (
  values: BotValues,
  authorityPem: string | null,
  certificate: string,
  signIn: VeeamSettings['signIn'],
): VeeamSettings => ({
  url: values.VEEAM_URL ?? '',
  signIn,
  certificateAuthorityPem: authorityPem,
  version: values.VEEAM_VERSION ?? null,
  organization: values.VEEAM_ORGANIZATION ?? null,
  restore: signIn.kind === 'portalOperator' ? null : restoreFrom(values, certificate),
  mailboxes: mailboxesFrom(values),
});

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'sentence' in value;

const readFileOf = <T>(path: string | undefined, read: (path: string) => T): T | undefined =>
  path === undefined ? undefined : read(path);

function cloudOf(values: BotValues): Cloud {
  const cloud = clouds[values.CLOUD];
  const further = (values.SERVICE_URL_HOSTS ?? []).map((host) => `https://${host}`);
  return { ...cloud, serviceOrigins: [...new Set([...cloud.serviceOrigins, ...further])] };
}

/** The bot's own token goes wherever a service address points, so only Microsoft's hosts can be one. */
function addressProblems(values: Partial<BotValues>): Problem[] {
  const foreign = (values.SERVICE_URL_HOSTS ?? []).filter((host) => !isMicrosoftServiceHost(host));
  const problems = foreign.map((host) =>
    problem(
      'SERVICE_URL_HOSTS',
      `SERVICE_URL_HOSTS: ${host} is not a host of Teams. Hosts end in .teams.microsoft.com.`,
    ),
  );
  const { ANNOUNCE_SERVICE_URL: address, CLOUD: name } = values;
  if (address === undefined || name === undefined) return problems;
  if (values.ANNOUNCE_CHANNEL_ID === undefined) {
    const sentence = 'ANNOUNCE_SERVICE_URL is set without ANNOUNCE_CHANNEL_ID. Set the channel, or remove the address.';
    problems.push(problem('ANNOUNCE_SERVICE_URL', sentence));
  }
  const { serviceOrigins } = cloudOf({ ...values, CLOUD: name } as BotValues);
  if (!serviceOrigins.includes(new URL(address).origin)) {
    const sentence = `ANNOUNCE_SERVICE_URL is not an address of Teams in this cloud. Use one below ${serviceOrigins.join(' or ')}.`;
    problems.push(problem('ANNOUNCE_SERVICE_URL', sentence));
  }
  return problems;
}
