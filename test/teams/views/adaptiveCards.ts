import { createRequire } from 'node:module';

/** The vendor's own parser; its ES module build cannot be loaded by Node, the bundled one can. */
type Issue = { readonly event: number; readonly message: string };
type Library = {
  readonly AdaptiveCard: new () => { parse(card: unknown, context: unknown): void };
  readonly SerializationContext: new () => { readonly eventCount: number; getEventAt(index: number): Issue };
};
const library: Library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/**
 * What the parser says against a card; empty when it is valid. `lang` is left out: the parser checks it with a global regular
 * expression and so refuses every second card, whatever it holds.
 */
export function parserWarnings(card: object): readonly string[] {
  const context = new library.SerializationContext();
  new library.AdaptiveCard().parse({ ...card, lang: undefined }, context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
}

/** Elements of Adaptive Cards 1.5 that Teams shows, with the properties cards may use. */
const common = ['type', 'id', 'spacing', 'separator', 'isVisible', 'height'];
const input = [...common, 'label', 'isRequired', 'errorMessage', 'value'];
const action = ['type', 'title', 'style', 'associatedInputs', 'data'];
const allowed: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['type', 'refresh', '$schema', 'version', 'lang', 'fallbackText', 'speak', 'body', 'actions'],
  TextBlock: [...common, 'text', 'wrap', 'style', 'size', 'weight', 'color', 'isSubtle', 'horizontalAlignment'],
  RichTextBlock: [...common, 'inlines'],
  TextRun: ['type', 'text', 'size', 'weight', 'color', 'isSubtle', 'italic', 'fontType', 'selectAction'],
  Container: [...common, 'style', 'items', 'bleed'],
  ColumnSet: [...common, 'columns'],
  Column: [...common, 'width', 'items', 'verticalContentAlignment'],
  ActionSet: [...common, 'actions'],
  'Input.Text': [...input, 'placeholder', 'isMultiline', 'maxLength'],
  'Input.Date': [...input, 'max'],
  'Input.Time': input,
  'Input.ChoiceSet': [...input, 'style', 'choices', 'choices.data', 'isMultiSelect', 'placeholder', 'wrap'],
  'Input.Toggle': [...input, 'title', 'valueOn', 'valueOff', 'wrap'],
  'Data.Query': ['type', 'dataset'],
  'Action.Execute': [...action, 'verb', 'fallback'],
  'Action.Submit': action,
  'Action.OpenUrl': ['type', 'url'],
  'Action.ShowCard': ['type', 'title', 'style', 'card'],
};

export type CardNode = Readonly<Record<string, unknown>> & { readonly type: string };

/** Every typed element of a card, at any depth. `data` of actions is ours and not looked into; `refresh` is nothing people see. */
export function nodesOf(value: unknown): readonly CardNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    key === 'data' || key === 'refresh' ? [] : nodesOf(child),
  );
  return 'type' in value && typeof value.type === 'string' ? [value as CardNode, ...inner] : inner;
}

/** Elements and properties that are not on the list. */
export const strangers = (card: unknown): readonly string[] =>
  nodesOf(card).flatMap((node) => {
    const properties = allowed[node.type];
    if (!properties) return [node.type];
    return Object.keys(node)
      .filter((key) => !properties.includes(key))
      .map((key) => `${node.type}.${key}`);
  });
