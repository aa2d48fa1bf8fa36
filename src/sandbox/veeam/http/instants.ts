const ticksPerMs = 10_000n;

/** Instants of the backup product: hundreds of nanoseconds since 1970, and the text they came from. */
export type VendorInstant = { raw: string; ticks: bigint };

const written =
  /^(\d{4})[-.](\d{2})[-.](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:\d{2})?$/i;

/**
 * Reads the date formats the vendor documents (`2020-05-29T10:29:05.5413083Z`, `2020-05-29 10:29:05.541`,
 * `2020.05.29 10:29:05`; UTC where no zone is given). Undefined when it is none of them.
 */
export function parseVendorInstant(raw: string): VendorInstant | undefined {
  const match = written.exec(raw.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const whole = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.000${zone.toUpperCase()}`);
  if (Number.isNaN(whole)) return undefined;
  return { raw, ticks: BigInt(whole) * ticksPerMs + BigInt(fraction.padEnd(7, '0').slice(0, 7)) };
}

/** Ticks of an instant this simulator wrote itself. */
export function ticksOf(raw: string): bigint {
  const instant = parseVendorInstant(raw);
  if (!instant) throw new Error(`Not an instant: ${raw}`);
  return instant.ticks;
}

/** Cut to milliseconds, as the small world counts. */
export function utcOfTicks(ticks: bigint): string {
  return new Date(Number(ticks / ticksPerMs)).toISOString();
}

/** `2026-11-21T02:00:00.1230000Z`: seven digits, as .NET prints them. */
export function vendorTime(utc: string): string {
  return utc.length > 24 ? utc : `${utc.slice(0, -1)}0000Z`;
}

/** `5/29/2019 10:29:05 AM`, as session names have it. */
export function usTime(utc: string): string {
  const date = new Date(utc);
  const hours = date.getUTCHours();
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  return `${day} ${hours % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** `00:00:01.2340000`, as event durations have it. */
export function vendorDuration(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const whole = Math.floor(ms / 1000);
  const fraction = String(Math.floor(ms % 1000)).padStart(3, '0');
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${fraction}0000`;
}
