import { parseArgs } from 'node:util';
import { type ApiVersion, allVersions } from '../sandbox/veeam/versions.ts';

export type SandboxArguments = {
  /** Forgets what was kept. */
  readonly fresh: boolean;
  /** The first of the ports to use, or null for the usual ones. */
  readonly port: number | null;
  /** The newest REST version the simulated backup server speaks. */
  readonly veeamVersion: ApiVersion;
  /** The backup product the bot is configured for. */
  readonly provider: 'veeam' | 'graph';
};

/** Reads the arguments of `npm start` and `npm run demo`. Throws an `Error` with one sentence for what it does not understand. */
export function readSandboxArguments(args: readonly string[]): SandboxArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      fresh: { type: 'boolean' },
      port: { type: 'string' },
      veeam: { type: 'string' },
      provider: { type: 'string' },
    },
  });
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_534))
    throw new Error(`--port ${values.port} is no port.`);
  const veeamVersion = allVersions.find((version) => version === (values.veeam ?? 'v8'));
  if (!veeamVersion) throw new Error(`--veeam ${values.veeam} is not one of ${allVersions.join(', ')}.`);
  const provider = (['veeam', 'graph'] as const).find((name) => name === (values.provider ?? 'veeam'));
  if (!provider) throw new Error(`--provider ${values.provider} is not one of veeam, graph.`);
  return { fresh: values.fresh ?? false, port, veeamVersion, provider };
}
