import { logLevels } from '../../lib/log.ts';
import { optional, withDefault } from '../declaration.ts';
import * as kind from '../kinds.ts';

/** Where the bot listens and keeps its data. */
export const serverSettings = {
  HOST: withDefault({
    section: 'Server',
    about: 'Address to listen on; 0.0.0.0 in a container. Teams reaches it through your HTTPS proxy.',
    example: '0.0.0.0',
    kind: kind.text.regex(/^[a-z0-9.:[\]-]+$/i, 'is not an address to listen on'),
    fallback: '127.0.0.1',
  }),
  PORT: withDefault({
    section: 'Server',
    about: 'Port to listen on.',
    example: '3978',
    kind: kind.wholeNumber(1, 65_535),
    fallback: '3978',
  }),
  DRAIN_SECONDS: withDefault({
    section: 'Server',
    about:
      'How long, once told to stop, the bot still answers while /readyz says 503; with several replicas longer than between two looks of your load balancer.',
    example: '15',
    kind: kind.wholeNumber(0, 300),
    fallback: '0',
  }),
  HTTPS_PROXY: optional({
    section: 'Server',
    about: "Proxy to Microsoft's services; set NODE_USE_ENV_PROXY=1 beside it. The backup server is reached directly.",
    example: 'http://proxy.contoso.com:3128',
    kind: kind.webAddress,
  }),
  DATA_FOLDER: withDefault({
    section: 'Server',
    about: 'Folder of the embedded database; keep it on a local disk and back it up.',
    example: '/var/lib/restore-bot',
    kind: kind.text,
    fallback: 'data',
  }),
  DATABASE_URL: optional({
    section: 'Server',
    about: 'PostgreSQL database to keep the data in instead, for several replicas; with it DATA_FOLDER is not used.',
    example: 'postgres://restorebot:password@db.contoso.com:5432/restorebot?sslmode=verify-full',
    kind: kind.postgresAddress,
    secret: true,
  }),
  METRICS: withDefault({
    section: 'Server',
    about: 'Whether GET /metrics answers, on the same port; your proxy must not pass it to the outside.',
    example: 'on',
    kind: kind.oneOf(['on', 'off']),
    fallback: 'off',
  }),
  LOG_LEVEL: withDefault({
    section: 'Server',
    about: `How much is logged: ${logLevels.join(', ')}.`,
    example: 'info',
    kind: kind.oneOf(logLevels),
    fallback: 'info',
  }),
};
