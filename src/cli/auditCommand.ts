import { parseArgs } from 'node:util';
import type { ChainEnd } from '../domain/auditChain.ts';
import { type AuditProblem, type AuditVerdict, verifyChain } from '../domain/auditVerify.ts';
import { type ExportFormat, exportFormats, exportLines } from '../store/auditExport.ts';
import type { AuditTrail } from '../store/auditTrail.ts';

const usage = `Usage: npm run audit -- verify [--anchor <number>:<hash>]
       npm run --silent audit -- export [--format jsonl|csv] > file
       npm run audit -- erase <value> ...   erases these exact values (object id, address, name); the trail stays valid
`;

type Output = { readonly out: (text: string) => void; readonly error: (text: string) => void };
type Command =
  | { readonly name: 'verify'; readonly anchor: ChainEnd | null }
  | { readonly name: 'export'; readonly format: ExportFormat }
  | { readonly name: 'erase'; readonly values: readonly string[] };

/**
 * Carries out `npm run audit`. Gives the exit code: 0 done, 1 the trail is not whole, 2 the command was not understood.
 * @param open opens the trail; called only for a command that was understood
 */
export async function auditCommand(
  args: readonly string[],
  open: () => Promise<AuditTrail>,
  output: Output,
): Promise<0 | 1 | 2> {
  const command = commandOf(args);
  if (!command) {
    output.error(usage);
    return 2;
  }
  const trail = await open();
  try {
    switch (command.name) {
      case 'verify': {
        const verdict = await trail.read((lines, end) => verifyChain(lines, end, command.anchor));
        output.out(verdictText(verdict));
        return verdict.ok ? 0 : 1;
      }
      case 'export':
        await trail.read(async (lines) => {
          for await (const text of exportLines(lines, command.format)) output.out(text);
        });
        return 0;
      case 'erase':
        output.out(`Erased ${await trail.erase(command.values)} personal values from the audit trail.\n`);
        return 0;
      default:
        return command satisfies never;
    }
  } finally {
    await trail.close();
  }
}

function commandOf(args: readonly string[]): Command | null {
  try {
    const options = { anchor: { type: 'string' }, format: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...rest] = positionals;
    if (name === 'erase') return rest.length > 0 ? { name, values: rest } : null;
    if (rest.length > 0) return null;
    if (name === 'verify') {
      const anchor = values.anchor === undefined ? null : anchorOf(values.anchor);
      return anchor === undefined ? null : { name, anchor };
    }
    const format = exportFormats.find((one) => one === (values.format ?? 'jsonl'));
    return name === 'export' && format ? { name, format } : null;
  } catch {
    return null;
  }
}

function anchorOf(text: string): ChainEnd | undefined {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(text) ?? [];
  return number === undefined || hash === undefined ? undefined : { number: Number(number), hash: hash.toLowerCase() };
}

/** What `verify` says: the verdict, the head to note as an anchor, and what could not be proved. */
export function verdictText(verdict: AuditVerdict): string {
  if (!verdict.ok)
    return `The audit trail is not whole. ${problemTexts[verdict.problem.kind](verdict.problem.number)}\n`;
  const { lines, hash, erased, anchoredUpTo } = verdict;
  if (lines === 0) return 'The audit trail is empty.\n';
  const proof =
    anchoredUpTo > 0
      ? `The anchor proves it up to line ${anchoredUpTo}; later lines rest on the database alone.`
      : 'Not proved without an anchor: that no lines were cut from the end, and that the trail was not built anew. Give one noted earlier outside the database: --anchor <number>:<hash>.';
  const gone = erased === 0 ? '' : ` Personal values erased: ${erased}.`;
  return `The audit trail is whole: ${lines} ${lines === 1 ? 'line' : 'lines'}.${gone}\nHead: ${lines}:${hash}\n${proof}\n`;
}

const problemTexts: Readonly<Record<AuditProblem['kind'], (number: number) => string>> = {
  changed: (number) => `Line ${number} is not what was written.`,
  missing: (number) => `Line ${number} is missing.`,
  reordered: (number) => `Another line stands in the place of line ${number}.`,
  notTheAnchored: (number) => `Line ${number} is not the one the anchor was taken from: the trail was built anew.`,
};
