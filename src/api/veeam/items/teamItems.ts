import type { ItemFilter } from '../../../domain/terms.ts';
import type { PickableItem, RunContext } from '../../../ports/provider.ts';
import type { VeeamContext } from '../context.ts';
import { credentialProperties, plainSpelling } from '../workloads/restoreCredential.ts';
import type { RestoreObject } from '../workloads/workloadTable.ts';
import { listed } from './fileListing.ts';
import { holds, type ItemPart, type ItemTable } from './itemTable.ts';

const teamPath = (sessionId: string, { id }: RestoreObject): string =>
  `/RestoreSessions/${sessionId}/organization/teams/${id}`;

const itemFlags = ({ options }: RunContext) => ({
  restoreMissingItems: options.missingItems,
  restoreChangedItems: options.changedItems,
});

const credential = (context: VeeamContext) =>
  credentialProperties(context.credential, { ...plainSpelling, impersonates: false });

/** Channels whose name holds what was asked for; all of them otherwise. */
async function channelsOf(context: VeeamContext, path: string, filter: ItemFilter): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of listed(context, `${path}/channels`, 'container', 'channel'))
    found.push(...page.filter(({ title }) => holds(title, filter.folder)).map(({ id }) => id));
  return found;
}

/** A channel with its posts, files and tabs, one call each (vb365.md §5.5). Who left it stays out. */
const channel: ItemPart = {
  browse: (context, sessionId, team) =>
    listed(context, `${teamPath(sessionId, team)}/channels`, 'container', 'channel'),
  restore: (context, version, sessionId, team, run) =>
    version.action(channelPath(sessionId, team, 'id'), 'restore', { ...itemFlags(run), ...credential(context) }),
  operatorRestore: (version, sessionId, team, run) =>
    version.action(channelPath(sessionId, team, 'id'), 'operatorRestore', itemFlags(run)),
};

const channelPath = (sessionId: string, team: RestoreObject, of: 'id' | 'channelId'): string =>
  `${teamPath(sessionId, team)}/channels/${encodeURIComponent(String(team.items[0]?.[of]))}`;

const fileOptions = (team: RestoreObject, run: RunContext) => ({
  files: team.items,
  fileVersion: run.options.allVersions ? 'All' : 'Last',
  ...itemFlags(run),
});

/** Files, all that were picked in one call, of whatever channel. */
const file: ItemPart = {
  async *browse(context, sessionId, team, filter) {
    const path = teamPath(sessionId, team);
    if (filter.folder === null) return yield* listed(context, `${path}/files`, 'item', 'file');
    for (const channelId of await channelsOf(context, path, filter))
      yield* listed(context, `${path}/files`, 'item', 'file', { channelId });
  },
  restore: (context, version, sessionId, team, run) =>
    version.action(`${teamPath(sessionId, team)}/files`, 'restore', {
      ...fileOptions(team, run),
      ...credential(context),
    }),
  operatorRestore: (version, sessionId, team, run) =>
    version.action(`${teamPath(sessionId, team)}/files`, 'operatorRestore', fileOptions(team, run)),
};

const tabFlags = ({ options }: RunContext) => ({
  restoreMissingTabs: options.missingItems,
  restoreChangedTabs: options.changedItems,
});

/** Tabs, one call each. v6 does not say in a tab which channel it is of, so that is added to what is kept of it. */
const tab: ItemPart = {
  async *browse(context, sessionId, team, filter) {
    const path = teamPath(sessionId, team);
    for (const channelId of await channelsOf(context, path, filter))
      for await (const page of listed(context, `${path}/channels/${encodeURIComponent(channelId)}/tabs`, 'item', 'tab'))
        yield page.map((item): PickableItem => ({ ...item, ref: inChannel(item.ref, channelId) }));
  },
  restore: (context, version, sessionId, team, run) =>
    version.action(
      `${channelPath(sessionId, team, 'channelId')}/tabs/${encodeURIComponent(String(team.items[0]?.id))}`,
      'restore',
      { ...tabFlags(run), ...credential(context) },
    ),
  operatorRestore: (version, sessionId, team, run) =>
    version.action(`${channelPath(sessionId, team, 'channelId')}/tabs`, 'operatorRestore', {
      tabs: team.items,
      ...tabFlags(run),
    }),
};

const inChannel = ({ part = null, thing }: PickableItem['ref'], channelId: string): PickableItem['ref'] => ({
  part,
  thing: { ...(thing as object), channelId },
});

/** What can be picked within a team. Posts come back with their channel: no call takes single ones of an administrator (vb365.md §5.5). */
export const teamItemTable: ItemTable = {
  // No source tells how v5 lists what a team holds.
  ability: (version) =>
    version.name === 'v5'
      ? null
      : {
          options: ['missingItems', 'changedItems', 'includeDeleted', 'allVersions'],
          destinations: ['inPlace'],
          manner: { inPlace: 'merge' },
          filters: ['folder', 'from', 'title', 'sinceUtc'],
        },
  operatorAbility(version) {
    return version.operatorTeams ? this.ability(version) : null;
  },
  parts: { channel, tab, file },
};
