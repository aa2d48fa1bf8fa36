import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { parse } from 'yaml';

/** Microsoft's OpenAPI document of backup and restore, closed: what no schema names is a violation. */

type Json = { [name: string]: unknown };
type Document = { paths: Record<string, Record<string, Json>>; components: Record<string, Record<string, Json>> };

const file = resolve(import.meta.dirname, '../../../shared/reference/openapi/graph-backuprestore-v1.0.yml');

/** Whether the document is on this machine. */
export const hasGraphSchema = existsSync(file);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nameOf = (reference: string): string => reference.split('/').at(-1) ?? '';
const prefix = '#/components/schemas/';

export type GraphExchange = {
  readonly method: string;
  /** With `/v1.0`, without the query. */
  readonly path: string;
  readonly query?: Iterable<[string, string]>;
  readonly requestBody?: unknown;
  readonly status: number;
  readonly responseBody?: unknown;
};

/** Properties of a schema with those of everything it derives from. */
function propertiesOf(all: Record<string, Json>, schema: Json): Json {
  const parts = Array.isArray(schema.allOf) ? schema.allOf.filter(isObject) : [];
  const inherited = parts.map((part) =>
    typeof part.$ref === 'string' ? propertiesOf(all, all[nameOf(part.$ref)] ?? {}) : propertiesOf(all, part),
  );
  return Object.assign({}, ...inherited, isObject(schema.properties) ? schema.properties : {});
}

const parentsOf = (schema: Json | undefined): readonly string[] =>
  (Array.isArray(schema?.allOf) ? schema.allOf.filter(isObject) : []).flatMap((part) =>
    typeof part.$ref === 'string' ? [nameOf(part.$ref)] : [],
  );

/** A reference means the type itself or any that derives from it. */
function choicesOf(all: Record<string, Json>, name: string): readonly string[] {
  const children = Object.keys(all).filter((other) => parentsOf(all[other]).includes(name));
  return [name, ...children.flatMap((child) => choicesOf(all, child))];
}

function close(all: Record<string, Json>, schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  if (typeof schema.$ref === 'string') {
    const names = choicesOf(all, nameOf(schema.$ref));
    const choices = names.map((name) => ({ $ref: `graph${prefix}${name}` }));
    return choices.length === 1 ? choices[0] : { anyOf: choices };
  }
  const only = Array.isArray(schema.allOf) && schema.allOf.length === 1 ? schema.allOf[0] : undefined;
  if (isObject(only) && typeof only.$ref === 'string' && !isObject(schema.properties)) {
    const target = close(all, only);
    return schema.nullable === true ? { anyOf: [target, { type: 'null' }] } : target;
  }
  const properties = propertiesOf(all, schema);
  if (Object.keys(properties).length > 0)
    return {
      type: 'object',
      properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, close(all, value)])),
      // Control information of OData is allowed everywhere (OData JSON 4.01, §4.6).
      patternProperties: { '^@odata\\.': {} },
      additionalProperties: false,
    };
  if (schema.type === 'array') return { type: 'array', items: close(all, schema.items) };
  return schema;
}

const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

function matches(pattern: string, path: string): boolean {
  const wanted = segments(pattern);
  const given = segments(path);
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}

const fixedParts = (pattern: string): number => segments(pattern).filter((part) => !part.startsWith('{')).length;

function bodySchema(part: unknown): unknown {
  if (!isObject(part) || !isObject(part.content)) return undefined;
  const content = Object.values(part.content)[0];
  return isObject(content) ? content.schema : undefined;
}

/** Loads the document and gives back what finds violations of it in one exchange. */
export function loadGraphSchema(): (exchange: GraphExchange) => string[] {
  const document = parse(readFileSync(file, 'utf8')) as Document;
  const types = document.components.schemas ?? {};
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const schemas = Object.fromEntries(
    Object.entries(types).map(([name, schema]) => [name, Array.isArray(schema.enum) ? schema : close(types, schema)]),
  );
  ajv.addSchema({ $id: 'graph', components: { schemas } });
  const compiled = new Map<string, ValidateFunction>();

  const check = (label: string, schema: unknown, value: unknown): string[] => {
    const closed = close(types, schema);
    const key = JSON.stringify(closed);
    const validate = compiled.get(key) ?? ajv.compile(closed as Json);
    compiled.set(key, validate);
    if (validate(value)) return [];
    // That no branch of a choice fits, and that it is not null either, is told beside why.
    const all = validate.errors ?? [];
    const telling = all.filter(
      ({ keyword, params }) =>
        keyword !== 'anyOf' && !(keyword === 'type' && (params as { type?: string }).type === 'null'),
    );
    const errors = telling.length > 0 ? telling : all;
    return errors.map((error) => {
      const extra = (error.params as { additionalProperty?: string }).additionalProperty;
      return `${label}${error.instancePath}: ${error.message}${extra === undefined ? '' : ` '${extra}'`}`;
    });
  };

  const operationOf = (method: string, path: string): Json | undefined =>
    Object.keys(document.paths)
      .filter((pattern) => matches(pattern, path))
      .sort((a, b) => fixedParts(b) - fixedParts(a))
      .map((pattern) => document.paths[pattern]?.[method.toLowerCase()])
      .find((operation) => operation !== undefined);

  const parametersOf = (operation: Json): string[] =>
    (Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : []).flatMap((parameter) => {
      const told =
        typeof parameter.$ref === 'string' ? document.components.parameters?.[nameOf(parameter.$ref)] : parameter;
      return told?.in === 'query' ? [String(told.name)] : [];
    });

  return ({ method, path, query = [], requestBody, status, responseBody }) => {
    const operation = operationOf(method, path.replace(/^\/v1\.0/, ''));
    const label = `${method} ${path.replaceAll(/[\w-]*[0-9a-f]{8}-[\w-]+/g, '{id}')} ${status}`;
    if (!operation) return status === 404 ? [] : [`${label}: no such operation`];
    if (status >= 400) return [];
    const responses = isObject(operation.responses) ? operation.responses : {};
    const reply = responses[String(status)] ?? responses['2XX'];
    if (reply === undefined) return [`${label}: the status is not documented`];
    const known = [...parametersOf(operation), '$skiptoken'];
    const problems = [...query].filter(([name]) => !known.includes(name)).map(([name]) => `query: unknown '${name}'`);
    const wanted = bodySchema(operation.requestBody);
    if (requestBody !== undefined && wanted === undefined) problems.push('request: no body wanted');
    if (requestBody !== undefined && wanted !== undefined) problems.push(...check('request', wanted, requestBody));
    const answered = bodySchema(reply);
    if (responseBody !== undefined && answered !== undefined) problems.push(...check('reply', answered, responseBody));
    return problems.map((problem) => `${label}: ${problem}`);
  };
}
