/** A card as plain text, for terminals and for tests that people read: one line per thing shown, inputs as `[…]`, buttons as `<…>`. */
export function cardText(card: unknown): string {
  return nodeLines(card).join('\n');
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (value === undefined ? '' : String(value));
const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function nodeLines(value: unknown): string[] {
  if (!isNode(value)) return [];
  const type = text(value.type);
  if (type.startsWith('Input.')) return inputLines(value);
  if (type.startsWith('Action.')) return actionLines(value);
  switch (type) {
    case 'AdaptiveCard':
      return [...list(value.body).flatMap(nodeLines), ...list(value.actions).flatMap(nodeLines)];
    case 'TextBlock':
      return [value.style === 'heading' ? `# ${text(value.text)}` : text(value.text)];
    case 'RichTextBlock':
      return [
        list(value.inlines)
          .map((run) => (isNode(run) ? text(run.text) : text(run)))
          .join(''),
      ];
    case 'ColumnSet':
      return columnLines(list(value.columns));
    case 'ActionSet':
      return list(value.actions).flatMap(nodeLines);
    default: {
      const inner = list(value.items).flatMap(nodeLines);
      return value.style === undefined ? inner : [`(${text(value.style)})`, ...indent(inner)];
    }
  }
}

/** Columns side by side: the first line of each on one line, the others below. */
function columnLines(columns: readonly unknown[]): string[] {
  const each = columns.map(nodeLines);
  const [first = [], ...others] = each;
  if (first.length === 1 && others.length === 1 && !first[0]?.startsWith('[')) {
    const [head = '', ...rest] = others[0] ?? [];
    return [`${first[0]}: ${head}`, ...indent(rest)];
  }
  return each.flat();
}

function inputLines(input: Node): string[] {
  const value = text(input.value);
  const chosen = value.split(',');
  const required = input.isRequired === true ? ' *' : '';
  const head = `[${text(input.id)}] ${text(input.label)}${required}`;
  const choices = list(input.choices).flatMap((choice) =>
    isNode(choice) ? [`${chosen.includes(text(choice.value)) ? '(x)' : '( )'} ${text(choice.title)}`] : [],
  );
  return choices.length > 0 ? [head, ...indent(choices)] : [value === '' ? head : `${head}: ${value}`];
}

function actionLines(action: Node): string[] {
  const title = `<${text(action.title)}>`;
  if (action.type === 'Action.ShowCard') return [title, ...indent(nodeLines(action.card))];
  return [`${title} ${text(action.verb)} ${JSON.stringify(action.data ?? {})}`.trimEnd()];
}
