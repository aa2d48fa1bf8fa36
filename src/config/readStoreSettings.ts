import { type Secret, secret } from '../lib/secret.ts';
import { declared, storeSettings } from './declared.ts';
import { type Machine, thisMachine } from './machine.ts';
import type { Problem } from './problem.ts';
import { type Environment, readValues } from './readValues.ts';
import { unknownKeys } from './unknownKeys.ts';

/** Where the bot keeps its data. */
export type StoreSettings = { readonly dataFolder: string } | { readonly databaseUrl: Secret<string> };

/** What the commands that look into the bot's data need, or everything that is wrong with it. */
export function readStoreSettings(environment: Environment, machine: Machine = thisMachine): StoreSettings | Problem[] {
  const { values, problems } = readValues(storeSettings, environment, machine);
  const { DATABASE_URL: databaseUrl, DATA_FOLDER: dataFolder } = values;
  const found = [...problems, ...unknownKeys(declared, environment)];
  if (found.length > 0 || dataFolder === undefined) return found;
  return databaseUrl === undefined ? { dataFolder } : { databaseUrl: secret(databaseUrl) };
}
