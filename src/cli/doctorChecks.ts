import { botTokenFrom } from '../botTokenFrom.ts';
import { expiringOf } from '../config/expiring.ts';
import type { Settings } from '../config/settings.ts';
import { directoryFrom } from '../directoryFrom.ts';
import { groupsOf, type Policy } from '../domain/policy.ts';
import { daysLeft } from '../flows/expiring.ts';
import { systemClock } from '../lib/clock.ts';
import { Fault } from '../lib/fault.ts';
import type { Directory } from '../ports/directory.ts';
import type { Provider } from '../ports/provider.ts';
import { providersOf } from '../providersOf.ts';
import { openAuditTrail } from '../store/openAuditTrail.ts';
import { fetchJson } from '../teams/frontDoor/fetchJson.ts';

/** One thing the bot depends on. `look` says what it found, or throws a `Fault` whose code the catalogue explains. */
export type Check = { readonly name: string; look(): Promise<Finding> };
/** `attention`: it works, and somebody should still look at it. */
export type Finding = { readonly text: string; readonly attention?: true };

/**
 * Everything the bot needs of the world, as single looks that change nothing: no migration, no lock, no session, no message. Safe beside a
 * bot that is running.
 */
export function doctorChecks(settings: Settings): {
  readonly checks: readonly Check[];
  close(): Promise<void>;
} {
  const { cloud, policy } = settings;
  const botToken = botTokenFrom(settings);
  const { directory, close } = directoryFrom(settings, botToken, systemClock);
  // A look starts no restore, so no session can be anybody's.
  const ownedElsewhere = async (): Promise<readonly string[]> => [];
  const { all } = providersOf(settings, { clock: systemClock, botToken, ownedElsewhere }).providers;
  const checks: Check[] = [
    { name: 'Sign-in of the bot', look: () => signIn(botToken, cloud.connectorAudience) },
    { name: 'Keys of Teams', look: () => keysOfTeams(cloud.keyMetadataUrl) },
    { name: 'People in the policy', look: () => peopleOf(policy, directory) },
    { name: 'Groups in the policy', look: () => groupsIn(policy, directory) },
    ...(policy.ask.owners || policy.decide.owners
      ? [{ name: 'Owners in the policy', look: () => owners(policy, directory) }]
      : []),
    ...all.map((provider): Check => ({ name: `Backup (${provider.name})`, look: () => backup(provider) })),
    { name: 'Certificates', look: async () => certificates(settings) },
    { name: 'Data', look: () => data(settings) },
  ];
  return { checks, close };
}

async function signIn(botToken: (audience: string) => Promise<string>, audience: string): Promise<Finding> {
  try {
    await botToken(audience);
  } catch (cause) {
    throw new Fault('SIGN_IN_UNREACHABLE', { cause, effect: 'none' });
  }
  return { text: 'has a token to write to Teams with' };
}

async function keysOfTeams(url: string): Promise<Finding> {
  try {
    await fetchJson(url);
  } catch (cause) {
    throw new Fault('KEYS_UNREACHABLE', { cause, effect: 'none' });
  }
  return { text: 'can be read, so messages from Teams can be verified' };
}

/** People the policy names who cannot act are found here, not on the day their approval is needed. */
async function peopleOf(policy: Policy, directory: Directory): Promise<Finding> {
  const ids = [
    ...new Set([policy.ask.forAnybody, policy.decide, policy.admins, policy.auditors].flatMap(({ people }) => people)),
  ];
  const absent: string[] = [];
  for (const id of ids) if ((await directory.activeMember(id, policy.guests)) === null) absent.push(id);
  if (absent.length === 0) return { text: `all ${ids.length} may act` };
  return { text: `cannot act (unknown, disabled, or a guest): ${absent.join(', ')}`, attention: true };
}

async function groupsIn(policy: Policy, directory: Directory): Promise<Finding> {
  const groups = groupsOf(policy);
  const empty: string[] = [];
  for (const id of groups) if ((await directory.membersOf(id)).length === 0) empty.push(id);
  if (empty.length === 0) return { text: groups.length === 0 ? 'none named' : `all ${groups.length} have members` };
  return { text: `without a member who may act, or unknown: ${empty.join(', ')}`, attention: true };
}

/** Whether the directory tells the bot what somebody owns: it refuses every click where it does not. */
async function owners({ admins, decide }: Policy, directory: Directory): Promise<Finding> {
  const [group] = [...admins.groups, ...decide.groups];
  const members = group === undefined ? [] : await directory.membersOf(group);
  const [somebody] = [...admins.people, ...decide.people, ...members.map(({ id }) => id)];
  if (somebody !== undefined) await directory.ownedBy(somebody);
  return { text: 'the directory tells what people own' };
}

/** What the bot was given and will run out. */
function certificates(settings: Settings): Finding {
  const all = expiringOf(settings).map((one) => ({ ...one, left: daysLeft(one.untilUtc, systemClock.now()) }));
  const soon = all.filter(({ left }) => left <= 30);
  const said = (soon.length > 0 ? soon : all).map(({ setting, left }) => `${setting} for ${left} more days`).join(', ');
  if (all.length === 0) return { text: 'none whose end is known here' };
  return soon.length > 0 ? { text: `renew soon: valid are ${said}`, attention: true } : { text: `valid are ${said}` };
}

async function backup(provider: Provider): Promise<Finding> {
  const checked = await provider.check();
  if (!checked.ok) throw new Fault(checked.faultCode, { effect: 'none' });
  return { text: `lets the bot in, ${checked.version}` };
}

async function data({ databaseUrl, dataFolder }: Settings): Promise<Finding> {
  if (databaseUrl !== null) {
    await (await openAuditTrail({ databaseUrl: databaseUrl.reveal() })).close();
    return { text: 'PostgreSQL lets the bot in' };
  }
  try {
    await (await openAuditTrail({ dataFolder })).close();
  } catch {
    return { text: `nothing in ${dataFolder} yet; the bot makes it when it is first started`, attention: true };
  }
  return { text: `in ${dataFolder}, can be read` };
}
