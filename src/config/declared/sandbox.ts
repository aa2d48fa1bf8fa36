import { optional } from '../declaration.ts';
import * as kind from '../kinds.ts';

/** What replaces the cloud in the sandbox, and only there. */
export const sandboxSettings = {
  SANDBOX: optional({
    section: 'Sandbox',
    about:
      'Marks the process as the sandbox (`npm start` sets it). Everything must then be on this machine and made up.',
    example: 'on',
    kind: kind.oneOf(['on']),
  }),
  SANDBOX_SIGN_IN_URL: optional({
    section: 'Sandbox',
    about: 'Simulated sign-in service.',
    example: 'https://127.0.0.1:9443',
    kind: kind.origin,
    needed: 'in the sandbox',
  }),
  SANDBOX_OPENID_URL: optional({
    section: 'Sandbox',
    about: 'Simulated OpenID metadata of the Bot Framework.',
    example: 'https://127.0.0.1:9443/v1/.well-known/openidconfiguration',
    kind: kind.webAddress,
    needed: 'in the sandbox',
  }),
  SANDBOX_GRAPH_URL: optional({
    section: 'Sandbox',
    about: 'Simulated directory.',
    example: 'http://127.0.0.1:9080',
    kind: kind.origin,
    needed: 'in the sandbox',
  }),
  SANDBOX_SERVICE_URLS: optional({
    section: 'Sandbox',
    about: 'Addresses of the simulated Teams clients.',
    example: 'http://127.0.0.1:56150',
    kind: kind.originList,
    needed: 'in the sandbox',
  }),
};
