import { shownContainers } from './backup.ts';
import type { Call, Reply } from './call.ts';
import { pageOf } from './paging.ts';
import { oneOf, readBody, text } from './readers.ts';
import { invalid } from './refusal.ts';
import { parseSearch } from './searchQuery.ts';
import { openSessionOf } from './sessionAccess.ts';
import { presentTeamItem, shownTeam, type TeamItemKind, teamItems } from './teams.ts';

const kindOf = { Files: 'file', Posts: 'post', Tabs: 'tab' } as const;

function find(call: Call, kind: TeamItemKind, query: string): Reply {
  const session = openSessionOf(call, 'Vet');
  const matches = parseSearch(query);
  const all = call.params.teamId === undefined;
  const teams = all ? shownContainers(call.simulator, session) : [shownTeam(call, session)];
  const found = teams.flatMap((shown) =>
    teamItems(call, session, shown, [kind])
      .filter(({ name, from }) =>
        matches({ text: `${name} ${from}`, name, subject: name, author: from, dateUtc: shown.asOfUtc }),
      )
      .map((item) => ({ shown, item })),
  );
  return pageOf(call, found, ({ shown, item }) => presentTeamItem(call, session, shown, item));
}

/** `POST …/searchTeams`, `…/teams/{teamId}/search`, `…/channels/{channelId}/search`: of the type the body names. */
export function postTeamSearch(call: Call): Reply {
  const body = readBody(call, { query: text, type: oneOf('Tabs', 'Files', 'Posts') });
  if (body.type === undefined || body.query === undefined) throw invalid('Both query and type are required.');
  return find(call, kindOf[body.type], body.query);
}

/** `POST …/files/search`, `…/posts/search`, `…/tabs/search`. */
export const postTeamItemSearch =
  (kind: TeamItemKind) =>
  (call: Call): Reply =>
    find(call, kind, readBody(call, { query: text }).query ?? '');
