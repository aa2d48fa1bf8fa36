/** Teams nests its own parts about ten deep; cards a few more. */
const maxDepth = 48;

/** Parsed JSON, or undefined when the bytes are not UTF-8, not JSON, too deep, or name a prototype. Never throws. */
export function parseBody(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isTame(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Walks without recursion, so depth cannot exhaust the stack here – or later in code that does recurse. */
function isTame(root: unknown): boolean {
  let level: object[] = isObject(root) ? [root] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxDepth) return false;
    if (level.some((item) => Object.hasOwn(item, '__proto__'))) return false;
    level = level.flatMap((item) => Object.values(item).filter(isObject));
  }
  return true;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
