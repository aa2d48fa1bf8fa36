import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '../lib/clock.ts';
import { mriOf } from './connector/conversations.ts';
import { createDirectory, type SimulatedDirectory } from './directory/createDirectory.ts';
import { createGraphBackup, type GraphBackup } from './graphBackup/createGraphBackup.ts';
import { createSites, directoryGroups } from './graphBackup/createSites.ts';
import { graphHost } from './graphBackup/graphHost.ts';
import type { Speed } from './graphBackup/switches.ts';
import { createServerCertificate } from './internet/certificates.ts';
import type { Host } from './internet/http.ts';
import { startInternet } from './internet/startInternet.ts';
import { restorePfx, restorePfxPassword } from './restorePfx.ts';
import { type BotFramework, createBotFramework } from './signIn/botFramework.ts';
import { createEntra, type Entra } from './signIn/entra.ts';
import { createTokenService, type TokenService } from './signIn/tokenService.ts';
import { entraTrust } from './veeam/signIn/entraTrust.ts';
import { startVeeamServer, type VeeamServer } from './veeam/startVeeamServer.ts';
import type { Switches } from './veeam/switches.ts';
import { type ApiVersion, allVersions } from './veeam/versions.ts';
import { livePeople, openWorld, personId, tenant, type World } from './world.ts';

/** The bot's registration in the small world. Made up, as everything here. */
export const sandboxBot = { appId: '5f0b8a52-6a5b-4a57-9d67-3f3f3a1f0c01', secret: 'sandbox-secret' } as const;
const veeamAccount = { username: 'EPSILON\\svc-restore', password: 'sandbox-password' } as const;
/** The restore portal's own app registration, and the OAuth connection of the bot that is for it. */
export const sandboxPortal = {
  applicationId: '3f1c2b7a-8f0e-4a57-9d53-1f6f0f5e2c11',
  connection: 'restore-portal',
} as const;
/** The OAuth connection of the bot that is for Microsoft 365 Backup. */
const graphConnection = 'microsoft-backup';
const restoreApplicationId = '7b0f1f5e-0a53-4f4e-9f9d-2f5f0d1f9a10';

const backupPermissions = [
  'BackupRestore-Control.Read.All',
  'BackupRestore-Configuration.Read.All',
  'BackupRestore-Search.Read.All',
  'BackupRestore-Restore.Read.All',
  'BackupRestore-Restore.ReadWrite.All',
] as const;

export const connectorAudience = 'https://api.botframework.com';
const graphAudience = 'https://graph.microsoft.com';

/** The team and channel of the small world that hears of completed restores. */
export const sandboxTeam = {
  id: '19:general@thread.tacv2',
  name: 'Contoso IT',
  aadGroupId: '0f3c1a52-2222-4c1e-9d0e-000000000001',
  channel: { id: '19:restores@thread.tacv2', name: 'Restores' },
} as const;

/** Microsoft 365 Backup takes minutes to hours; trying it out shall not. */
const trialSpeed: Partial<Speed> = {
  secondsToBegin: 1,
  secondsPerArtifact: 4,
  secondsPerItem: 0.05,
  secondsToAddress: 20,
  secondsToBrowse: 2,
};

/** Adele asks; Megan and Lee decide; Nestor is the admin. */
export const sandboxPolicy = {
  approvers: [personId.megan, personId.lee],
  admins: [personId.nestor],
  mayAskForOthers: [personId.lee],
} as const;

export type SandboxServices = {
  readonly world: World;
  readonly veeam: VeeamServer;
  readonly directory: SimulatedDirectory;
  readonly graphBackup: GraphBackup;
  readonly botFramework: BotFramework;
  readonly entra: Entra;
  readonly tokenService: TokenService;
  /** Whether an Authorization header holds the bot's own valid token for the connector. */
  readonly isBot: (authorization: string | undefined) => Promise<boolean>;
  /** Everybody with an account now, as clients and gateways know them. */
  people(): readonly { readonly id: string; readonly name: string; readonly address: string }[];
  /** The environment of the bot: ordinary configuration, behind the simulated internet. */
  environment(bot: { readonly port: number; readonly dataFolder: string }): Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

export type ServicesOptions = {
  /** Where certificates and the state of the small world are kept. */
  readonly folder: string;
  /** `smba.trafficmanager.net`: the connector, given what it needs to check the bot's token. */
  readonly connector: (services: Pick<SandboxServices, 'isBot' | 'botFramework' | 'people'>) => Promise<Host>;
  readonly clock?: Clock;
  /** The newest REST version the backup server speaks; older ones are served too, as the vendor's servers do. */
  readonly veeamVersion?: ApiVersion;
  /** The backup product the bot is configured for. */
  readonly provider?: 'veeam' | 'graph';
  /** Whose rights on the backup server restores use; the service account's unless said. */
  readonly signIn?: 'administrator' | 'portalOperator';
  /** Whose rights restores of Microsoft 365 Backup use; the app's own unless said. */
  readonly graphSignIn?: 'app' | 'delegated';
  readonly graphSpeed?: Partial<Speed>;
  /** How long one restored item takes, in seconds. */
  readonly secondsPerItem?: number;
  /** Colleagues without a part in the story; their mailboxes hold one message. */
  readonly extraPeople?: number;
  /** What the backup server is to make of what no public source settles. */
  readonly switches?: Partial<Switches>;
};

/**
 * Starts everything the bot talks to, on 127.0.0.1: sign-in and key services, directory, backup server, and the given connector – behind a
 * small internet in which the bot finds them under their real names and checks them as it would the real ones.
 */
export async function startServices(options: ServicesOptions): Promise<SandboxServices> {
  const { folder, clock = systemClock } = options;
  mkdirSync(folder, { recursive: true });
  const stateFile = join(folder, 'world.json');
  const world = openWorld(stateFile, {
    startUtc: clock.now().toISOString(),
    extraPeople: options.extraPeople ?? 0,
  });
  const botFramework = await createBotFramework(clock);
  const entra = await createEntra({
    tenantId: tenant.id,
    clock,
    apps: [
      {
        ...sandboxBot,
        audiences: [connectorAudience, graphAudience],
        delegated: {
          [`api://${sandboxPortal.applicationId}`]: ['access_as_user'],
          [graphAudience]: [...backupPermissions],
        },
        roles: ['User.Read.All', 'GroupMember.Read.All', 'Directory.Read.All', 'Sites.Read.All', ...backupPermissions],
      },
    ],
    isPerson: (id) => live().some((person) => person.id === id),
  });
  const live = () => livePeople(world, clock.now().toISOString());
  const verify = (authorization: string | undefined) => entra.verify(authorization, graphAudience);
  const directory = createDirectory({ people: live, groups: () => directoryGroups(world), verify });
  const graphBackup = createGraphBackup({ world, clock, verify, speed: { ...trialSpeed, ...options.graphSpeed } });
  // Megan may restore everything, Lee no single files (graph.md §2.3).
  graphBackup.adminRoles.set(personId.megan, ['SharePoint Backup Administrator']);
  graphBackup.adminRoles.set(personId.lee, ['Microsoft 365 Backup Administrator']);
  const sites = createSites({ world, verify });
  const isBot = async (authorization: string | undefined): Promise<boolean> =>
    (await entra.verify(authorization, connectorAudience))?.appid === sandboxBot.appId;
  const people = () => live().map(({ id, displayName, mail }) => ({ id, name: displayName, address: mail }));
  const tokenService = createTokenService({
    appId: sandboxBot.appId,
    connections: [
      { name: sandboxPortal.connection, scope: `api://${sandboxPortal.applicationId}/access_as_user` },
      { name: graphConnection, scope: backupPermissions.map((name) => `${graphAudience}/${name}`).join(' ') },
    ],
    isBot,
    channelUserId: mriOf,
    tokenFor: (person, scope) => entra.delegated.afterSignInPage(person, sandboxBot.appId, scope),
  });
  const internet = await startInternet({
    folder,
    hosts: {
      'api.botframework.com': tokenService.host,
      'login.botframework.com': botFramework.host,
      'login.microsoftonline.com': entra.host,
      'graph.microsoft.com': graphHost({ directory: directory.host, backup: graphBackup.host, sites }),
      'smba.trafficmanager.net': await options.connector({ isBot, botFramework, people }),
    },
  });
  const tls = await createServerCertificate(['127.0.0.1']);
  const authorityFile = join(folder, 'backup-authority.pem');
  const certificateFile = join(folder, 'restore.pfx');
  writeFileSync(authorityFile, tls.authorityPem);
  writeFileSync(certificateFile, restorePfx);
  const veeam = await startVeeamServer({
    world,
    clock,
    stateFile,
    tls: { key: tls.privateKeyPem, cert: tls.certificatePem },
    accounts: {
      administrator: veeamAccount,
      restoreApplication: { applicationId: restoreApplicationId, certificatePassword: restorePfxPassword },
    },
    entra: entraTrust({
      keys: async () => ({ keys: [...entra.keys.published()] }),
      clock,
      portalApplicationId: sandboxPortal.applicationId,
      authority: `https://login.microsoftonline.com/${tenant.id}`,
      portalUri: 'https://backup.contoso.com:4443',
    }),
    versions: allVersions.slice(0, allVersions.indexOf(options.veeamVersion ?? 'v8') + 1),
    ...(options.switches === undefined ? {} : { switches: options.switches }),
    speed: { secondsPerItem: options.secondsPerItem ?? 0.05 },
  });
  return {
    world,
    veeam,
    directory,
    graphBackup,
    botFramework,
    entra,
    tokenService,
    isBot,
    people,
    environment: ({ port, dataFolder }) => ({
      ...internet.environment,
      BOT_APP_ID: sandboxBot.appId,
      BOT_TENANT_ID: tenant.id,
      BOT_CLIENT_SECRET: sandboxBot.secret,
      PORT: String(port),
      DATA_FOLDER: dataFolder,
      PROVIDER: options.provider ?? 'veeam',
      ...(options.graphSignIn === 'delegated'
        ? { GRAPH_SIGN_IN: 'delegated', GRAPH_SIGN_IN_CONNECTION: graphConnection }
        : {}),
      VEEAM_URL: veeam.url,
      VEEAM_CA_FILE: authorityFile,
      ...(options.signIn === 'portalOperator'
        ? { VEEAM_SIGN_IN: 'portalOperator', VEEAM_SIGN_IN_CONNECTION: sandboxPortal.connection }
        : {
            VEEAM_USERNAME: veeamAccount.username,
            VEEAM_PASSWORD: veeamAccount.password,
            VEEAM_RESTORE_APP_ID: restoreApplicationId,
            VEEAM_RESTORE_CERTIFICATE_FILE: certificateFile,
            VEEAM_RESTORE_CERTIFICATE_PASSWORD: restorePfxPassword,
          }),
      APPROVERS: sandboxPolicy.approvers.join(','),
      ADMINS: sandboxPolicy.admins.join(','),
      MAY_ASK_FOR_OTHERS: sandboxPolicy.mayAskForOthers.join(','),
      ANNOUNCE_CHANNEL_ID: sandboxTeam.channel.id,
    }),
    async stop() {
      await Promise.all([veeam.close(), internet.stop()]);
    },
  };
}
