import type { Members, Policy } from '../domain/policy.ts';
import { type Expiring, expiringOf } from './expiring.ts';
import type { Problem } from './problem.ts';
import type { Settings, VeeamSignIn } from './settings.ts';

/** What `npm run check-config` says: every problem, or what the bot would start with. No secret is in it. */
export function settingsReport(
  settings: Settings | Problem[],
  now = new Date(),
): { readonly text: string; readonly ok: boolean } {
  if (Array.isArray(settings)) return { text: problemsText(settings), ok: false };
  const { announce, bot, cloud, dataFolder, databaseUrl, graphSignIn, policy, providers, server, veeam } = settings;
  const deciders = decidersText(policy);
  const lines = [
    `Bot              ${bot.appId} in tenant ${bot.tenantId}, signs in with ${credentialWords[bot.credential.kind]}`,
    `People from      ${bot.allowedTenantIds.length === 1 ? 'tenant' : 'tenants'} ${bot.allowedTenantIds.join(', ')}`,
    `Listens on       ${server.host}:${server.port}, data in ${databaseUrl === null ? dataFolder : 'PostgreSQL'}`,
    `Restores         ${Object.entries(providers)
      .map(([workload, name]) => `${workload} by ${name ?? 'nobody'}`)
      .join(', ')}`,
    ...(veeam === null
      ? []
      : [
          `Backup server    ${veeam.url}, ${veeam.certificateAuthorityPem === null ? 'trusted by the system' : 'trusted by VEEAM_CA_FILE'}`,
          `Restores use     ${veeamSignInWords(veeam.signIn)}`,
        ]),
    ...expiringOf(settings).map(({ setting, untilUtc }) => `Valid until      ${untilUtc.slice(0, 10)}, ${setting}`),
    ...(graphSignIn.kind === 'delegated'
      ? [`Microsoft Backup the rights of whoever decides, signed in through ${graphSignIn.connection}`]
      : []),
    `Approvals        ${approvalsText(policy)}, wait ${policy.waitForApprovalHours} h, valid ${policy.approvalValidHours} h`,
    `Who decides      ${deciders.join(', ')}`,
    `Others           ${count(policy.admins)} admins, ${count(policy.auditors)} auditors, ${count(policy.ask.forAnybody)} may ask for anybody`,
    `Outcomes go to   ${announce === null ? 'no channel' : announce.channelId}`,
    `Policy version   ${policy.version}`,
    `Graph            ${cloud.graphOrigin}`,
  ];
  const advice =
    isClosed(policy) && policy.decide.people.length - policy.approvals.needed < 1
      ? ['Note: an approver cannot ask for a restore, because too few others could decide. Name one more approver.']
      : [];
  const ends = expiringOf(settings).filter(({ untilUtc }) => Date.parse(untilUtc) < now.getTime() + 30 * 86_400_000);
  const title = 'The configuration is complete.';
  return { text: `${[title, ...lines, ...advice, ...ends.map(endText(now))].join('\n')}\n`, ok: true };
}

const endText =
  (now: Date) =>
  ({ setting, untilUtc }: Expiring): string =>
    Date.parse(untilUtc) <= now.getTime()
      ? `Note: the certificate in ${setting} has expired. Register a new one and name it there.`
      : `Note: the certificate in ${setting} expires on ${untilUtc.slice(0, 10)}. Register a new one and name it there before.`;

/** People and groups, each counted as one. */
const count = ({ people, groups }: Members): number => people.length + groups.length;

/** Whether only named people decide. */
const isClosed = ({ decide }: Policy): boolean => decide.groups.length === 0 && !decide.manager && !decide.owners;

function approvalsText({ approvals }: Policy): string {
  const { needed, othersData, inPlace, many, ownDataWithout } = approvals;
  return [
    `${needed} needed`,
    ...(othersData > needed ? [`${othersData} for others' data`] : []),
    ...(inPlace > needed ? [`${inPlace} in place`] : []),
    ...(many ? [`${many.needed} for more than ${many.moreThan} targets`] : []),
    ...(ownDataWithout ? ['own data without'] : []),
  ].join(', ');
}

function decidersText({ decide }: Policy): readonly string[] {
  return [
    `${decide.people.length} ${decide.people.length === 1 ? 'person' : 'people'}`,
    ...(decide.groups.length > 0 ? [`${decide.groups.length} groups`] : []),
    ...(decide.manager ? ['the manager'] : []),
    ...(decide.owners ? ['the owners'] : []),
    ...(decide.channelId === null ? [] : ['asked in a channel too']),
  ];
}

function veeamSignInWords(signIn: VeeamSignIn): string {
  switch (signIn.kind) {
    case 'administrator':
      return 'a service account of the backup server';
    case 'organization':
      return `the organization ${signIn.name} itself`;
    case 'portalOperator':
      return `the rights of whoever decides, or asks for their own data, signed in through ${signIn.connection}; no whole mailboxes and sites`;
    default:
      return signIn satisfies never;
  }
}

/** The problems as a list; the start of `serve` prints the same. */
export function problemsText(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`;
  return `The bot does not start. ${count} attention:\n${problems.map(({ sentence }) => `- ${sentence}`).join('\n')}\n`;
}

const credentialWords = {
  certificate: 'a certificate',
  secret: 'a client secret',
  managedIdentity: 'a managed identity',
} as const;
