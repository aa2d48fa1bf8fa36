import { type Problem, problem } from './problem.ts';
import type { Environment } from './readValues.ts';

/**
 * What keeps the sandbox from being started: settings of a real installation in the environment it would hand on. Empty when
 * it may start.
 */
export function realSettingsIn(environment: Environment): Problem[] {
  const found = Object.keys(environment).filter(
    (key) => /^(?:BOT|VEEAM)_/.test(key) && (environment[key] ?? '').trim() !== '',
  );
  if (found.length === 0) return [];
  const names = found.join(', ');
  return [
    problem(
      names,
      `The sandbox does not start beside real settings: ${names}. Open a shell without them and try again.`,
    ),
  ];
}
