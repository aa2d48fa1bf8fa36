import type { Declaration } from './declaration.ts';
import { sections } from './declaration.ts';
import { declared } from './declared.ts';

/** Every setting as a Markdown table per section; the README holds exactly this text and a test compares them. */
export function settingsTable(): string {
  const tables = sections.map((section) => {
    const rows = Object.entries(declared)
      .filter(([, declaration]) => declaration.section === section)
      .map(([name, declaration]) => row(name, declaration));
    return [`**${section}**`, '', '| setting | needed | what it is | example |', '|---|---|---|---|', ...rows].join(
      '\n',
    );
  });
  return `${tables.join('\n\n')}\n`;
}

function row(name: string, declaration: Declaration<unknown>): string {
  const { about, example, fallback, needed, presence, secret, section } = declaration;
  const names = secret ? `\`${name}\` or \`${name}_FILE\`` : `\`${name}\``;
  const always = section === 'App package' ? 'for `npm run package`' : 'yes';
  const isNeeded = presence === 'required' ? always : (needed ?? (fallback === null ? 'no' : `no: \`${fallback}\``));
  const shown = secret ? `\`${name}_FILE=/run/secrets/${name.toLowerCase()}\`` : `\`${example}\``;
  return `| ${[names, isNeeded, about, shown].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
