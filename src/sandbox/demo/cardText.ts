type Element = { readonly [key: string]: unknown };

/** An input of a card with the value the client shows before anybody touches it. */
export type CardInput = { readonly id: string; readonly value: string };

/** A button: its verb and data, as the client would send them. */
export type CardButton = {
  readonly title: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
};

const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly Element[] => (Array.isArray(value) ? value.filter(isElement) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a person reads on a card, line by line; columns become one line. */
export function cardLines(card: unknown): readonly string[] {
  if (!isElement(card)) return [];
  return [...list(card.body).flatMap(linesOf), ...buttonLine(card)].filter((line) => line.trim() !== '');
}

function linesOf(element: Element): readonly string[] {
  if (element.isVisible === false) return [];
  switch (element.type) {
    case 'TextBlock':
      return text(element.text).split('\n');
    case 'RichTextBlock':
      return [
        (Array.isArray(element.inlines) ? element.inlines : [])
          .map((run) => (isElement(run) ? text(run.text) : text(run)))
          .join(''),
      ];
    case 'FactSet':
      return list(element.facts).map((fact) => `${text(fact.title)} ${text(fact.value)}`);
    case 'ColumnSet':
      return [
        list(element.columns)
          .map((column) => list(column.items).flatMap(linesOf).join(' '))
          .join(' '),
      ];
    case 'ActionSet':
      return buttonLine(element);
    case 'Container':
    case 'Column':
      return list(element.items).flatMap(linesOf);
    default:
      return text(element.type).startsWith('Input.') ? [inputLine(element)] : [];
  }
}

function inputLine(input: Element): string {
  const value = shownValue(input);
  const chosen = list(input.choices)
    .filter((choice) => value.split(',').includes(text(choice.value)))
    .map((choice) => text(choice.title));
  return `${text(input.label) || text(input.title)}: [${chosen.length > 0 ? chosen.join('; ') : value}]`;
}

const shownValue = (input: Element): string =>
  typeof input.value === 'number' ? String(input.value) : text(input.value);

function buttonLine(holder: Element): readonly string[] {
  const actions = list(holder.actions);
  return actions.length === 0 ? [] : [actions.map((action) => `( ${text(action.title)} )`).join('  ')];
}

/** Every element of a card, nested ones and those of opened sub-cards included. */
function elementsOf(value: unknown): readonly Element[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (!isElement(value)) return [];
  return [value, ...Object.entries(value).flatMap(([key, child]) => (key === 'fallback' ? [] : elementsOf(child)))];
}

/** The inputs of a card with their present values: what a client sends when a button is pressed without typing. */
export const inputsOf = (card: unknown): readonly CardInput[] =>
  elementsOf(card)
    .filter((element) => text(element.type).startsWith('Input.'))
    .map((input) => ({ id: text(input.id), value: shownValue(input) }));

/** The button with this verb, or undefined when the card does not offer it. */
export function buttonOf(card: unknown, verb: string): CardButton | undefined {
  const action = elementsOf(card).find((element) => element.type === 'Action.Execute' && element.verb === verb);
  return action && { title: text(action.title), verb, data: isElement(action.data) ? action.data : {} };
}
