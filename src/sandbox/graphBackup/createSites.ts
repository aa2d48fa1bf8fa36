import type { JWTPayload } from 'jose';
import type { DirectoryGroup } from '../directory/people.ts';
import { type Host, type Reply, sendReply } from '../internet/http.ts';
import type { Container, World } from '../world.ts';
import { siteIdOf } from './catalog/units.ts';

export type SitesOptions = {
  readonly world: World;
  readonly verify: (authorization: string | undefined) => Promise<JWTPayload | undefined>;
};

const root = '/v1.0/sites';

/** Whether a request is for sites. */
export const isSites = (path: string): boolean => path === root || path.startsWith(`${root}/`);

const present = (site: Container): object => ({
  id: siteIdOf(site),
  displayName: site.name,
  name: site.url.split('/').at(-1),
  webUrl: site.url,
});

const refused = (status: number, code: string): Reply => ({
  status,
  body: { error: { code, message: `Simulated: ${code}`, innerError: {} } },
});

/**
 * The library of a site. Only that of a site with a Microsoft 365 group behind it names a group as its owner; a classic or a communication
 * site names none.
 */
function driveOf(site: Container, world: World): object {
  const group = world.groups.find(({ siteContainerId }) => siteContainerId === site.id);
  const owner = group
    ? { group: { id: group.id, displayName: group.displayName } }
    : { user: { displayName: 'System' } };
  return { id: `b!${site.id}`, driveType: 'documentLibrary', owner };
}

/** The groups of the world as the directory tells them: those with a site are Microsoft 365 groups. */
export const directoryGroups = ({ groups, containers }: World): readonly DirectoryGroup[] =>
  groups.map(({ siteContainerId, ...group }) => {
    const site = containers.find(({ id }) => id === siteContainerId);
    return site ? { ...group, groupTypes: ['Unified'], siteId: siteIdOf(site) } : group;
  });

/** Simulates the sites of Microsoft Graph v1.0, as far as the bot asks for them: by id, by address, by words, and the library of one. */
export function createSites({ world, verify }: SitesOptions): Host {
  const sites = (): readonly Container[] => world.containers.filter(({ workload }) => workload === 'sharePoint');

  async function answer(authorization: string | undefined, url: URL): Promise<Reply> {
    const claims = await verify(authorization);
    if (claims === undefined) return refused(401, 'InvalidAuthenticationToken');
    const permissions = [...(Array.isArray(claims.roles) ? claims.roles : []), ...String(claims.scp ?? '').split(' ')];
    if (!permissions.includes('Sites.Read.All')) return refused(403, 'accessDenied');
    const path = decodeURIComponent(url.pathname.slice(root.length + 1));
    const isDrive = path.endsWith('/drive') && !path.includes(':');
    const key = isDrive ? path.slice(0, -'/drive'.length) : path;
    if (key === '') {
      const words = (url.searchParams.get('search') ?? '').toLowerCase();
      return {
        status: 200,
        body: {
          value: sites()
            .filter(({ name }) => name.toLowerCase().includes(words))
            .map(present),
        },
      };
    }
    const address = `https://${key.replace(':', '')}`.toLowerCase();
    const site = sites().find(
      (one) => siteIdOf(one) === key || (key.includes(':') && one.url.toLowerCase() === address),
    );
    if (!site) return refused(404, 'itemNotFound');
    return { status: 200, body: isDrive ? driveOf(site, world) : present(site) };
  }

  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'https://graph.microsoft.com');
    sendReply(response, await answer(request.headers.authorization, url));
  };
}
