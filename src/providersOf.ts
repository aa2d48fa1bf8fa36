import { createGraphProvider, type GraphDeps } from './api/graph/provider.ts';
import { perPerson } from './api/perPerson.ts';
import { openPortal, type Portal } from './api/veeam/portalProvider.ts';
import { createVeeamProvider, type VeeamDeps } from './api/veeam/provider.ts';
import { credentialOf, revealed } from './botTokenFrom.ts';
import type { Settings, VeeamSettings } from './config/settings.ts';
import type { FlowDeps } from './flows/deps.ts';
import { createOnBehalfOf } from './identity/onBehalfOf.ts';
import { createOrganizationToken } from './identity/organizationToken.ts';
import { createPersonTokens } from './identity/personTokens.ts';
import { createTokens } from './identity/tokens.ts';
import type { Clock } from './lib/clock.ts';
import type { PersonTokens } from './ports/personTokens.ts';
import type { Provider } from './ports/provider.ts';
import type { Tokens } from './ports/tokens.ts';

type Deps = Required<Pick<VeeamDeps, 'ownedElsewhere'>> & {
  readonly clock: Clock;
  readonly botToken: (audience: string) => Promise<string>;
};

/** The providers the configuration names, which of them serves which workload, and the tokens of people where any uses those. */
export function providersOf(
  settings: Settings,
  deps: Deps,
): { readonly providers: FlowDeps['providers']; readonly personTokens: PersonTokens | null } {
  const { veeam, graphSignIn } = settings;
  const usesGraph = Object.values(settings.providers).includes('graph');
  const portal = veeam?.signIn.kind === 'portalOperator' ? openPortal(serverOf(veeam), deps) : null;
  const scopes = {
    ...(portal && veeam?.signIn.kind === 'portalOperator' ? { [veeam.signIn.connection]: portal.scope } : {}),
    ...(usesGraph && graphSignIn.kind === 'delegated'
      ? { [graphSignIn.connection]: async () => `${settings.cloud.graphOrigin}/.default` }
      : {}),
  };
  const personTokens =
    Object.keys(scopes).length === 0
      ? null
      : createPersonTokens({ onBehalfOf: createOnBehalfOf(credentialOf(settings)), scopes, clock: deps.clock });
  const all: Provider[] = [];
  if (veeam) all.push(veeamProvider(settings, veeam, deps, portal, personTokens));
  if (usesGraph) all.push(graphProvider(settings, deps, personTokens));
  return {
    personTokens,
    providers: {
      all,
      forWorkload: (workload) =>
        all.find(
          ({ name, ability }) =>
            name === settings.providers[workload] &&
            (ability(workload) !== null || ability(workload, 'items') !== null),
        ) ?? null,
      byName: (name) => {
        const found = all.find((provider) => provider.name === name);
        if (!found) throw new Error(`the provider ${name} is not configured`);
        return found;
      },
    },
  };
}

function veeamProvider(
  settings: Settings,
  veeam: VeeamSettings,
  deps: Deps,
  portal: Portal | null,
  personTokens: PersonTokens | null,
): Provider {
  const { signIn } = veeam;
  const { clock, ownedElsewhere } = deps;
  switch (signIn.kind) {
    case 'administrator': {
      const account = { userName: signIn.username, password: signIn.password };
      return createVeeamProvider({ ...serverOf(veeam), account }, { clock, ownedElsewhere });
    }
    case 'organization': {
      const { tenantId, signInOrigin } = credentialOf(settings);
      const tokenDocument = createOrganizationToken({
        appId: signIn.applicationId,
        tenantId,
        signInOrigin,
        credential: revealed(signIn.credential),
        audience: settings.cloud.graphOrigin,
      });
      const organization = { name: signIn.name, tokenDocument };
      return createVeeamProvider({ ...serverOf(veeam), organization }, { clock, ownedElsewhere });
    }
    case 'portalOperator':
      if (!portal || !personTokens) throw new Error('the restore portal was not opened');
      return portal.provider(signIn.connection, settings.bot.tenantId, personTokens);
    default:
      return signIn satisfies never;
  }
}

/** Restores run with the rights of whoever decides where the configuration says so; what is only read is read by the app. */
function graphProvider(settings: Settings, deps: Deps, personTokens: PersonTokens | null): Provider {
  const { cloud, bot, proxyUrl, graphSignIn } = settings;
  const { clock, ownedElsewhere, botToken } = deps;
  const proxy = { proxyUrl: proxyUrl ?? undefined };
  const signingWith = (actsAs: 'app' | 'person', tokens: Tokens): Provider =>
    createGraphProvider({ graphOrigin: cloud.graphOrigin, appId: bot.appId, actsAs, tokens, ...proxy }, {
      clock,
      ownedElsewhere,
    } satisfies GraphDeps);
  const shared = signingWith('app', createTokens({ botToken }));
  if (graphSignIn.kind === 'app' || !personTokens) return shared;
  const { connection } = graphSignIn;
  return perPerson(shared, {
    connection,
    personOf: ({ deciderId }) => deciderId,
    has: (personId) => personTokens.has(personId, connection),
    as: (personId) => signingWith('person', { get: () => personTokens.get(personId, connection) }),
    looksAs: 'app',
  });
}

/** Everything of the server but who signs in. */
function serverOf(veeam: VeeamSettings): Parameters<typeof openPortal>[0] {
  const { restore, mailboxes } = veeam;
  const { casServer, recentItemRestorePeriodDays, onPremises, ...flags } = mailboxes;
  return {
    baseUrl: veeam.url,
    caPem: veeam.certificateAuthorityPem ?? undefined,
    version: veeam.version ?? 'auto',
    organizationName: veeam.organization ?? undefined,
    restoreCredential:
      restore === null || restore.form === 'account'
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
