import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** The vendor's OpenAPI documents, closed: what a schema does not name is a violation. */

type Json = { [name: string]: unknown };
type Operation = { parameters?: Json[]; requestBody?: Json; responses?: Json };
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Json> } };

const folder = resolve(import.meta.dirname, '../../../shared/reference/openapi');
export type SchemaVersion = 'v6' | 'v7' | 'v8';
const fileOf = (version: SchemaVersion): string => join(folder, `vb365-${version}-restore.json`);

/** Whether the vendor's documents are on this machine. */
export const hasVendorSchemas = existsSync(fileOf('v8'));

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `METHOD /path` (without the version) of the operations a version has in the table of restore operations. */
export function operationsInTable(version: SchemaVersion): string[] {
  const lines = readFileSync(join(folder, 'vb365-restore-operations.tsv'), 'utf8').split('\n');
  const column = { v6: 2, v7: 3, v8: 4 }[version];
  const rows = lines.filter((line) => line.trim() !== '').map((line) => line.split('\t'));
  return rows.filter((row) => row[column]?.trim() !== '-').map(([method, path]) => `${method} ${path}`);
}

/** Merges `allOf`, then closes every object that names properties; `nullable` references become a choice. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (!isObject(schema)) return schema;
  if (typeof schema.$ref === 'string') {
    const reference = { $ref: schema.$ref };
    return schema.nullable === true ? { anyOf: [reference, { type: 'null' }] } : reference;
  }
  const { allOf, discriminator: _, example: __, ...rest } = schema;
  const merged = Array.isArray(allOf) ? allOf.filter(isObject).reduce(mergeSchemas, rest) : rest;
  const closed = Object.fromEntries(
    Object.entries(merged).map(([name, value]) => [name, name === 'enum' ? value : close(value)]),
  );
  // The vendor's nullable enumerations do not list null; OpenAPI 3.0.1 would then forbid it.
  if (closed.nullable === true && Array.isArray(closed.enum)) closed.enum = [...closed.enum, null];
  if (isObject(closed.properties) && closed.additionalProperties === undefined) closed.additionalProperties = false;
  return closed;
}

function mergeSchemas(into: Json, part: Json): Json {
  return {
    ...into,
    ...part,
    properties: { ...(into.properties as Json | undefined), ...(part.properties as Json | undefined) },
    required: [...((into.required as string[] | undefined) ?? []), ...((part.required as string[] | undefined) ?? [])],
  };
}

/** `properties` maps names to schemas; a property may itself be called like a keyword, so it is closed name by name. */
function closeNamed(schemas: Record<string, Json>): Json {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, close(schema)]));
}

const segments = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

function matches(pattern: string, path: string): boolean {
  const wanted = segments(pattern);
  const given = segments(path);
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith('{') || part.toLowerCase() === given[index]?.toLowerCase())
  );
}

const fixedParts = (pattern: string): number => segments(pattern).filter((part) => !part.startsWith('{')).length;

export type Exchange = {
  method: string;
  /** With the version, without the query. */
  path: string;
  query?: Iterable<[string, string]>;
  requestBody?: unknown;
  status: number;
  /** Absent when the reply had no body. */
  responseBody?: unknown;
};

export type VendorSchema = {
  /** `METHOD /v8/path` of every operation in the document. */
  operations: readonly string[];
  /** What is wrong with a request and its reply; empty when nothing is. */
  violations(exchange: Exchange): string[];
  /** Operations that `violations` has seen succeed. */
  used: ReadonlySet<string>;
};

function bodySchema(part: unknown): unknown {
  if (!isObject(part) || !isObject(part.content)) return undefined;
  const content = Object.values(part.content)[0];
  return isObject(content) ? content.schema : undefined;
}

/** Loads one version's document and compiles its closed schemas. */
export function loadVendorSchema(version: SchemaVersion): VendorSchema {
  const document = JSON.parse(readFileSync(fileOf(version), 'utf8')) as Document;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'vendor', components: { schemas: closeNamed(document.components.schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  const used = new Set<string>();

  const check = (label: string, schema: unknown, value: unknown): string[] => {
    const pointed = JSON.parse(
      JSON.stringify(close(schema)).replaceAll('"#/components', '"vendor#/components'),
    ) as Json;
    const key = JSON.stringify(pointed);
    const validate = compiled.get(key) ?? ajv.compile(pointed);
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => {
      const extra = (error.params as { additionalProperty?: string }).additionalProperty;
      return `${label}${error.instancePath}: ${error.message}${extra === undefined ? '' : ` '${extra}'`}`;
    });
  };

  const find = (method: string, path: string): [string, Operation] | undefined => {
    const candidates = Object.keys(document.paths).filter((pattern) => matches(pattern, path));
    for (const pattern of candidates.sort((a, b) => fixedParts(b) - fixedParts(a))) {
      const operation = document.paths[pattern]?.[method.toLowerCase()];
      if (operation) return [pattern, operation];
    }
    return undefined;
  };

  const queryViolations = (operation: Operation, query: Iterable<[string, string]>): string[] => {
    const known = (operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => String(one.name));
    const lower = known.map((name) => name.toLowerCase());
    return [...query]
      .filter(([name]) => !lower.includes(name.toLowerCase()))
      .map(([name]) => `query: unknown '${name}'`);
  };

  return {
    operations: Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    ),
    used,
    violations: ({ method, path, query = [], requestBody, status, responseBody }) => {
      const found = find(method, path);
      const label = `${method} ${path} ${status}`;
      if (!found) return status === 404 || status === 405 ? [] : [`${label}: no such operation`];
      const [pattern, operation] = found;
      const isSuccess = status >= 200 && status < 300;
      const responses = operation.responses ?? {};
      const reply = responses[String(status)] ?? (isSuccess ? undefined : responses.default);
      if (reply === undefined) return [`${label}: the status is not documented`];
      if (isSuccess) used.add(`${method} ${pattern}`);
      const requestSchema = bodySchema(operation.requestBody);
      const replySchema = bodySchema(reply);
      const problems = isSuccess ? queryViolations(operation, query) : [];
      if (isSuccess && requestBody !== undefined && requestSchema === undefined)
        problems.push('request: no body wanted');
      if (isSuccess && requestBody !== undefined && requestSchema !== undefined) {
        problems.push(...check('request', requestSchema, requestBody));
      }
      if (responseBody !== undefined && replySchema === undefined) problems.push('reply: no body documented');
      if (responseBody === undefined && replySchema !== undefined && isSuccess) problems.push('reply: body missing');
      if (responseBody !== undefined && replySchema !== undefined) {
        problems.push(...check('reply', replySchema, responseBody));
      }
      return problems.map((problem) => `${label}: ${problem}`);
    },
  };
}
