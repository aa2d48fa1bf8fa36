import type { Call } from './call.ts';
import { parseVendorInstant, type VendorInstant } from './instants.ts';
import { invalid } from './refusal.ts';

/** Reads one value of a body or query as the vendor's server would, or refuses it (400). */
export type Reader<T> = (value: unknown, name: string) => T;
type Shape = Readonly<Record<string, Reader<unknown>>>;
export type BodyOf<S extends Shape> = { [K in keyof S]?: ReturnType<S[K]> };

const wrong = (name: string, wanted: string) => invalid(`The value of '${name}' is not ${wanted}.`);

export const text: Reader<string> = (value, name) => {
  if (typeof value !== 'string') throw wrong(name, 'a string');
  return value;
};

/** Booleans; the strings "true" and "false" are taken too, as v4/v5 clients send them. */
export const flag: Reader<boolean> = (value, name) => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true' || word === 'false') return word === 'true';
  throw wrong(name, 'a boolean');
};

export const whole: Reader<number> = (value, name) => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw wrong(name, 'a whole number');
  return number;
};

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const guid: Reader<string> = (value, name) => {
  if (typeof value !== 'string' || !guidPattern.test(value)) throw wrong(name, 'a GUID');
  return value.toLowerCase();
};

export const instant: Reader<VendorInstant> = (value, name) => {
  const parsed = typeof value === 'string' ? parseVendorInstant(value) : undefined;
  if (!parsed) throw wrong(name, 'a date and time');
  return parsed;
};

/** Enumerations, without case. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (value, name) => {
    const word = typeof value === 'string' ? value.toLowerCase() : '';
    const found = allowed.find((candidate) => candidate.toLowerCase() === word);
    if (found === undefined) throw wrong(name, `one of ${allowed.join(', ')}`);
    return found;
  };
}

export function listOf<T>(entry: Reader<T>): Reader<T[]> {
  return (value, name) => {
    if (!Array.isArray(value)) throw wrong(name, 'a list');
    return value.map((item: unknown, index) => entry(item, `${name}[${index}]`));
  };
}

/** Any object, kept as it is: for objects a client copies back from an earlier reply. */
export const anyObject: Reader<Record<string, unknown>> = (value, name) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'an object');
  return value as Record<string, unknown>;
};

/** An object of which the server reads the `id` (any case of the name). */
export const withId: Reader<{ id: string }> = (value, name) => {
  const entry = Object.entries(anyObject(value, name)).find(([key]) => key.toLowerCase() === 'id');
  if (typeof entry?.[1] !== 'string' || entry[1] === '') throw wrong(`${name}.id`, 'an id');
  return { id: entry[1] };
};

/** An object that holds another in the named property, of which the server reads the `id`. */
export function holding(property: string): Reader<{ id: string }> {
  return (value, name) => {
    const entry = Object.entries(anyObject(value, name)).find(([key]) => key.toLowerCase() === property);
    return withId(entry?.[1], `${name}.${property}`);
  };
}

/**
 * Reads the JSON body by a shape. Names compare without case and null counts as absent, as the vendor's server does;
 * names it does not know are recorded and, if the switch says so, refused.
 */
export function readBody<S extends Shape>(call: Call, shape: S): BodyOf<S> {
  if (call.body === undefined || call.body === null) return {};
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  const read: Record<string, unknown> = {};
  for (const [given, value] of Object.entries(anyObject(call.body, 'body'))) {
    const name = names.get(given.toLowerCase());
    if (name === undefined) {
      call.simulator.state.unknownProperties.push({ operation: call.operation, property: given });
      if (call.simulator.switches.unknownProperties === 'refuse') throw invalid(`Unknown property '${given}'.`);
    } else if (value !== null && value !== undefined) {
      read[name] = shape[name]?.(value, given);
    }
  }
  return read as BodyOf<S>;
}

/** Reads one query parameter; undefined when it is absent or empty. */
export function readQuery<T>(call: Call, name: string, reader: Reader<T>): T | undefined {
  const value = call.query.get(name.toLowerCase());
  return value === undefined || value === '' ? undefined : reader(value, name);
}
