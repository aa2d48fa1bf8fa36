import { createGraphProvider } from './api/graph/provider.ts';
import { createVeeamProvider, type VeeamDeps } from './api/veeam/provider.ts';
import type { Settings } from './config/settings.ts';
import type { FlowDeps } from './flows/deps.ts';
import { createTokens } from './identity/tokens.ts';
import type { Clock } from './lib/clock.ts';
import type { Provider } from './ports/provider.ts';

/** The providers the configuration names, and which of them serves which workload. */
export function providersOf(
  settings: Settings,
  deps: Required<Pick<VeeamDeps, 'ownedElsewhere'>> & {
    readonly clock: Clock;
    readonly botToken: (audience: string) => Promise<string>;
  },
): FlowDeps['providers'] {
  const { clock, botToken, ownedElsewhere } = deps;
  const { cloud, bot, proxyUrl } = settings;
  const all: Provider[] = [];
  if (settings.veeam) all.push(createVeeamProvider(veeamSettings(settings.veeam), { clock, ownedElsewhere }));
  if (Object.values(settings.providers).includes('graph'))
    all.push(
      createGraphProvider(
        {
          graphOrigin: cloud.graphOrigin,
          appId: bot.appId,
          tokens: createTokens({ botToken }),
          proxyUrl: proxyUrl ?? undefined,
        },
        { clock, ownedElsewhere },
      ),
    );
  return {
    all,
    forWorkload: (workload) =>
      all.find(
        ({ name, ability }) =>
          name === settings.providers[workload] && (ability(workload) !== null || ability(workload, 'items') !== null),
      ) ?? null,
    byName: (name) => {
      const found = all.find((provider) => provider.name === name);
      if (!found) throw new Error(`the provider ${name} is not configured`);
      return found;
    },
  };
}

function veeamSettings(veeam: NonNullable<Settings['veeam']>): Parameters<typeof createVeeamProvider>[0] {
  const { restore, mailboxes } = veeam;
  const { casServer, recentItemRestorePeriodDays, onPremises, ...flags } = mailboxes;
  return {
    baseUrl: veeam.url,
    caPem: veeam.certificateAuthorityPem ?? undefined,
    version: veeam.version ?? 'auto',
    organizationName: veeam.organization ?? undefined,
    account: { userName: veeam.username, password: veeam.password },
    restoreCredential:
      restore.form === 'account'
        ? restore
        : {
            form: 'application',
            applicationId: restore.applicationId,
            certificate: restore.certificatePfxBase64,
            certificatePassword: restore.certificatePassword,
            ...(restore.impersonationAccount === null
              ? {}
              : { impersonationAccountName: restore.impersonationAccount }),
          },
    mailboxes: {
      ...flags,
      ...(casServer === null ? {} : { casServer }),
      ...(recentItemRestorePeriodDays === null ? {} : { recentItemRestorePeriodDays }),
      ...(onPremises === null ? {} : { onPremises }),
    },
  };
}
