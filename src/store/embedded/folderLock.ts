import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../../lib/fault.ts';

/** Locks this process holds. The garbage collector closes a database that nothing refers to, and the lock with it. */
const heldLocks = new Set<DatabaseSync>();

/**
 * Takes the data folder for this process alone, creating it when missing, and gives back what releases it.
 * The lock is an exclusive transaction on a file of its own: the operating system ends it with the process, however that dies.
 * Throws a `Fault` `DATA_FOLDER_IN_USE` when another process has it, `DATA_FOLDER_UNUSABLE` when it cannot be written.
 */
export function lockFolder(dataFolder: string): () => void {
  let lock: DatabaseSync | null = null;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    lock = new DatabaseSync(join(dataFolder, 'lock.sqlite'), { timeout: 0 });
    chmodSync(join(dataFolder, 'lock.sqlite'), 0o600);
    lock.exec('begin exclusive');
  } catch (error) {
    lock?.close();
    throw new Fault(isBusy(error) ? 'DATA_FOLDER_IN_USE' : 'DATA_FOLDER_UNUSABLE', { cause: error, effect: 'none' });
  }
  const held = lock;
  heldLocks.add(held);
  return () => {
    heldLocks.delete(held);
    held.close();
  };
}

/** SQLite's result code 5, "the database file is locked". */
const isBusy = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === 5;
