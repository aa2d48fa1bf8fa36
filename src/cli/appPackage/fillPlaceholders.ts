/** A JSON document. */
export type Document = { readonly [key: string]: unknown };

const placeholder = /\{\{([^{}]*)\}\}/g;

/**
 * Replaces every `{{name}}` in the texts of a document. It works on parsed JSON, so that a quote in a company's name stays a quote.
 * Throws when a name is unknown: a package with a placeholder in it would be refused by Teams without saying why.
 */
export function fillPlaceholders<T>(document: T, values: Readonly<Record<string, string>>): T {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replaceAll(placeholder, (found, name: string) => {
        const filled = Object.hasOwn(values, name) ? values[name] : undefined;
        if (filled === undefined) throw new Error(`manifest/ has the placeholder ${found}, which nothing fills.`);
        return filled;
      });
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry)]));
  };
  return fill(document) as T;
}
