import type { Cloud } from './clouds.ts';
import { sandboxSettings } from './declared/sandbox.ts';
import { type BotValues, botSettings } from './declared.ts';
import { isLoopback } from './kinds.ts';
import { type Problem, problem } from './problem.ts';
import { type Environment, sentenceFor } from './readValues.ts';

/** Every made-up credential of the sandbox begins with this, so that a real one is told from it. */
export const sandboxWord = 'sandbox-';

const madeUp = ['BOT_CLIENT_SECRET', 'VEEAM_PASSWORD', 'VEEAM_RESTORE_CERTIFICATE_PASSWORD'] as const;
const addresses = ['SANDBOX_SIGN_IN_URL', 'SANDBOX_OPENID_URL', 'SANDBOX_GRAPH_URL'] as const;

const isHere = (address: string): boolean => isLoopback(URL.parse(address)?.hostname ?? '');

/**
 * What is wrong between sandbox and reality. In the sandbox all addresses are loopback ones and all credentials made up;
 * outside it nothing of the sandbox may be set and every address is https. Authentication is on in both.
 */
export function sandboxProblems(values: Partial<BotValues>): Problem[] {
  return values.SANDBOX === 'on' ? insideProblems(values) : outsideProblems(values);
}

function insideProblems(values: Partial<BotValues>): Problem[] {
  const missing = [...addresses, 'SANDBOX_SERVICE_URLS' as const]
    .filter((name) => values[name] === undefined)
    .map((name) => problem(name, sentenceFor(name, 'is missing in the sandbox', sandboxSettings[name])));
  const elsewhere = [...addresses, 'VEEAM_URL' as const, 'SANDBOX_SERVICE_URLS' as const]
    .filter((name) => [values[name] ?? []].flat().some((address) => !isHere(address)))
    .map((name) => problem(name, `${name} is not on this machine. In the sandbox every address is on 127.0.0.1.`));
  const real = madeUp
    .filter((name) => values[name]?.startsWith(sandboxWord) === false)
    .map((name) => problem(name, `${name} looks real and SANDBOX is on. Unset SANDBOX, or use ${sandboxWord}…`));
  const realKinds = (['BOT_CERTIFICATE_FILE', 'BOT_MANAGED_IDENTITY_CLIENT_ID'] as const)
    .filter((name) => values[name] !== undefined)
    .map((name) => problem(name, `${name} is a real credential and SANDBOX is on. Unset one of them.`));
  const host =
    values.HOST === undefined || isLoopback(values.HOST)
      ? []
      : [problem('HOST', 'HOST is open to others and SANDBOX is on. The sandbox listens on 127.0.0.1 only.')];
  return [...missing, ...elsewhere, ...real, ...realKinds, ...host];
}

function outsideProblems(values: Partial<BotValues>): Problem[] {
  const leftOver = Object.keys(sandboxSettings)
    .filter((name) => values[name as keyof BotValues] !== undefined)
    .map((name) => problem(name, `${name} works in the sandbox only. Remove it: addresses come from CLOUD.`));
  const fake = madeUp
    .filter((name) => values[name]?.startsWith(sandboxWord))
    .map((name) => problem(name, `${name} is a made-up credential of the sandbox. Set the real one.`));
  const open = (['VEEAM_URL', 'ANNOUNCE_SERVICE_URL'] as const)
    .filter((name) => values[name]?.startsWith('http:'))
    .map((name) => problem(name, sentenceFor(name, 'does not begin with https://', botSettings[name])));
  return [...leftOver, ...fake, ...open];
}

/** The cloud with its addresses replaced by those of the sandbox. Issuer and audience stay: they are checked all the same. */
export const inSandbox = (cloud: Cloud, values: BotValues): Cloud => ({
  ...cloud,
  signInOrigin: values.SANDBOX_SIGN_IN_URL ?? cloud.signInOrigin,
  keyMetadataUrl: values.SANDBOX_OPENID_URL ?? cloud.keyMetadataUrl,
  tokenServiceUrl: values.SANDBOX_SIGN_IN_URL ?? cloud.tokenServiceUrl,
  graphOrigin: values.SANDBOX_GRAPH_URL ?? cloud.graphOrigin,
  serviceOrigins: values.SANDBOX_SERVICE_URLS ?? [],
  defaultServiceUrl: values.SANDBOX_SERVICE_URLS?.[0] ?? '',
});

/**
 * What keeps the sandbox from being started: settings of a real installation in the environment it would hand on. Empty when
 * it may start.
 */
export function realSettingsIn(environment: Environment): Problem[] {
  const found = Object.keys(environment).filter(
    (key) => /^(?:BOT|VEEAM)_/.test(key) && (environment[key] ?? '').trim() !== '',
  );
  if (found.length === 0) return [];
  const names = found.join(', ');
  return [
    problem(
      names,
      `The sandbox does not start beside real settings: ${names}. Open a shell without them and try again.`,
    ),
  ];
}
