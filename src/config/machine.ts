import { readFileSync } from 'node:fs';
import { type Clock, systemClock } from '../lib/clock.ts';

/** What reading the configuration needs besides the environment: files it names, and the day (certificates expire). */
export type Machine = { readonly readFile: (path: string) => Buffer; readonly clock: Clock };

export const thisMachine: Machine = { readFile: (path) => readFileSync(path), clock: systemClock };

/** The content of a file, or the rest of a sentence that begins with the setting's name. */
export function contentOf(machine: Machine, path: string): Buffer | { readonly why: string } {
  try {
    const content = machine.readFile(path);
    return content.length === 0 ? { why: 'names an empty file' } : content;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT') return { why: 'names a file that is not there' };
    if (code === 'EACCES') return { why: 'names a file the bot may not read: give its account read access' };
    if (code === 'EISDIR') return { why: 'names a folder, not a file' };
    return { why: `names a file that cannot be read (${code})` };
  }
}
