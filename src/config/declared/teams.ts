import { optional } from '../declaration.ts';
import * as kind from '../kinds.ts';

/** Where in Teams the bot speaks besides answering. */
export const teamsSettings = {
  ANNOUNCE_CHANNEL_ID: optional({
    section: 'Teams',
    about: 'Channel that is told every outcome, as its id or the link to it; the app must be installed in its team.',
    example: '19:abc123@thread.tacv2',
    kind: kind.channelId,
  }),
  ANNOUNCE_SERVICE_URL: optional({
    section: 'Teams',
    about: 'Teams address for that channel, when your region needs another one than the cloud default.',
    example: 'https://smba.trafficmanager.net/emea/',
    kind: kind.webAddress,
  }),
  SERVICE_URL_HOSTS: optional({
    section: 'Teams',
    about: 'Further Microsoft hosts the bot may answer to, besides those of its cloud.',
    example: 'smba.infra.gcc.teams.microsoft.com',
    kind: kind.hostList,
  }),
};
