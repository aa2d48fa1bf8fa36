import { parseArgs } from 'node:util';
import type { Policy } from '../domain/policy.ts';
import { type Person, workloads } from '../domain/terms.ts';
import { explainPolicy } from '../flows/explainPolicy.ts';
import { isGuid } from '../lib/guid.ts';
import type { Directory } from '../ports/directory.ts';

const usage = `Usage: npm run explain -- policy --requester <who> --owner <who> [--owner <who> ...]
       [--workload ${workloads.join('|')}] [--destination inPlace|new] [--targets N]
<who> is an Entra object id or a mail address. Says who may ask, how many must approve, who could, and why.
`;

type Output = { readonly out: (text: string) => void; readonly error: (text: string) => void };
type World = { readonly policy: Policy; readonly directory: Directory; close(): Promise<void> };

/**
 * Carries out `npm run explain -- policy`. Gives the exit code: 0 said, 1 somebody was not found, 2 the command was not understood.
 * @param open reads the configuration and opens the directory; called only for a command that was understood
 */
export async function explainPolicyCommand(
  args: readonly string[],
  open: () => Promise<World> | World,
  output: Output,
): Promise<0 | 1 | 2> {
  const asked = askedOf(args);
  if (!asked) {
    output.error(usage);
    return 2;
  }
  const world = await open();
  try {
    const [requester, ...owners] = await Promise.all(
      [asked.requester, ...asked.owners].map((who) => personOf(world.directory, who)),
    );
    const unknown = [asked.requester, ...asked.owners].filter((_, index) => ![requester, ...owners][index]);
    if (!requester || unknown.length > 0) {
      output.error(
        `Not exactly one person of the directory: ${unknown.join(', ')}. Give an object id or a full address.\n`,
      );
      return 1;
    }
    const found = owners.filter((person) => person !== null);
    const supposed = { ...asked, requester, owners: found, targets: asked.targets ?? found.length };
    output.out(`${await explainPolicy(world, supposed)}\n`);
    return 0;
  } finally {
    await world.close();
  }
}

async function personOf(directory: Directory, who: string): Promise<Person | null> {
  if (isGuid(who)) return directory.byId(who.toLowerCase());
  const found = await directory.byAddress(who);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function askedOf(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        requester: { type: 'string' },
        owner: { type: 'string', multiple: true },
        workload: { type: 'string', default: 'exchange' },
        destination: { type: 'string', default: 'inPlace' },
        targets: { type: 'string' },
      },
    });
    const workload = workloads.find((one) => one === values.workload);
    const destination = (['inPlace', 'new'] as const).find((one) => one === values.destination);
    const targets = values.targets === undefined ? null : Number(values.targets);
    const fits = targets === null || (Number.isInteger(targets) && targets > 0 && targets <= 1000);
    if (positionals.length > 0 || !values.requester || !workload || !destination || !fits) return null;
    return { requester: values.requester, owners: values.owner ?? [values.requester], workload, destination, targets };
  } catch {
    return null;
  }
}
