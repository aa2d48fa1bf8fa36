/** A test of one user's properties. */
export type Condition = (properties: Record<string, unknown>) => boolean;

const filterable = new Set([
  'id',
  'displayName',
  'givenName',
  'surname',
  'mail',
  'userPrincipalName',
  'jobTitle',
  'accountEnabled',
  'userType',
]);
const literal = `'(?:[^']|'')*'`;
const clause = new RegExp(`^(?:(\\w+) eq (${literal}|true|false)|startswith\\((\\w+),\\s*(${literal})\\))$`, 'i');

/**
 * Reads the part of OData `$filter` that Graph allows on users without advanced queries: `eq` and `startswith`, joined by
 * `or` or by `and`. Undefined for everything else – Graph answers 400 there. Comparison ignores case, as in Graph.
 */
export function parseFilter(filter: string): Condition | undefined {
  const parts = splitOutsideQuotes(filter);
  if (parts === undefined) return undefined;
  const conditions = parts.clauses.map(parseClause);
  if (conditions.some((condition) => condition === undefined)) return undefined;
  const all = conditions.filter((condition) => condition !== undefined);
  return parts.operator === 'and'
    ? (properties) => all.every((condition) => condition(properties))
    : (properties) => all.some((condition) => condition(properties));
}

function parseClause(text: string): Condition | undefined {
  const match = clause.exec(text.trim());
  const name = match?.[1] ?? match?.[3] ?? '';
  const raw = match?.[2] ?? match?.[4] ?? '';
  if (!filterable.has(name)) return undefined;
  if (raw === 'true' || raw === 'false') return (properties) => properties[name] === (raw === 'true');
  const value = raw.slice(1, -1).replaceAll("''", "'").toLowerCase();
  const textOf = (properties: Record<string, unknown>) => String(properties[name] ?? '').toLowerCase();
  if (match?.[3] !== undefined) return (properties) => textOf(properties).startsWith(value);
  return (properties) => textOf(properties) === value;
}

/** Splits at ` or ` / ` and `, but not inside quotes; undefined for a mixture, which needs parentheses. */
function splitOutsideQuotes(filter: string): { operator: string; clauses: string[] } | undefined {
  const tokens = filter.match(/'(?:[^']|'')*'|[^'\s]+|\s+|'/g) ?? [];
  const clauses = [''];
  const operators = new Set<string>();
  for (const token of tokens) {
    if (token === 'or' || token === 'and') {
      operators.add(token);
      clauses.push('');
    } else {
      clauses[clauses.length - 1] += token;
    }
  }
  return operators.size > 1 ? undefined : { operator: [...operators][0] ?? 'or', clauses };
}
