import type { Problem } from './problem.ts';
import type { Settings } from './settings.ts';

/** What `npm run check-config` says: every problem, or what the bot would start with. No secret is in it. */
export function settingsReport(settings: Settings | Problem[]): { readonly text: string; readonly ok: boolean } {
  if (Array.isArray(settings)) return { text: problemsText(settings), ok: false };
  const { announce, bot, cloud, dataFolder, databaseUrl, policy, server, veeam } = settings;
  const lines = [
    `Bot              ${bot.appId} in tenant ${bot.tenantId}, signs in with ${credentialWords[bot.credential.kind]}`,
    `People from      ${bot.allowedTenantIds.length === 1 ? 'tenant' : 'tenants'} ${bot.allowedTenantIds.join(', ')}`,
    `Listens on       ${server.host}:${server.port}, data in ${databaseUrl === null ? dataFolder : 'PostgreSQL'}`,
    `Backup server    ${veeam.url}, ${veeam.certificateAuthorityPem === null ? 'trusted by the system' : 'trusted by VEEAM_CA_FILE'}`,
    `Approvals        ${policy.approvalsNeeded} of ${policy.approvers.length} approvers, wait ${policy.waitForApprovalHours} h, valid ${policy.approvalValidHours} h`,
    `Others           ${policy.admins.length} admins, ${policy.auditors.length} auditors, ${policy.mayAskForOthers.length} may ask for others`,
    `Outcomes go to   ${announce === null ? 'no channel' : announce.channelId}`,
    `Policy version   ${policy.version}`,
    `Graph            ${cloud.graphOrigin}`,
  ];
  const advice =
    policy.approvers.length - policy.approvalsNeeded < 1
      ? ['Note: an approver cannot ask for a restore, because too few others could decide. Name one more approver.']
      : [];
  const title = 'The configuration is complete.';
  return { text: `${[title, ...lines, ...advice].join('\n')}\n`, ok: true };
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
