import type { Clock, PartOfDay } from './parts.ts';

/**
 * Minutes after the midnight of the named day ("last night at 2" runs past 1,440), or undefined when the time cannot be.
 * `other` asks for the second reading of a bare hour.
 */
export function clockMinutes(
  clock: Clock,
  part: PartOfDay | undefined,
  bareHourIsAfternoon: boolean,
  other: boolean,
): number | undefined {
  const { minute } = clock;
  let { hour } = clock;
  if (clock.half === 'pm' && hour < 12) hour += 12;
  else if (clock.half === 'am' && hour === 12) hour = 0;
  else if (clock.half === undefined && hour <= 12) {
    if ((part === 'afternoon' || part === 'lunch') && hour < 12) hour += 12;
    else if (part === 'evening' && hour >= 4 && hour < 12) hour += 12;
    else if (part === 'night' && hour >= 8 && hour < 12) hour += 12;
    else if (part === 'night' && hour === 12) hour = 0;
    else if (part === undefined && hour >= 1 && hour < 12) {
      const afternoon = clock.bare === true && hour <= 6 && bareHourIsAfternoon;
      if (afternoon !== other) hour += 12;
    }
  }
  if (part === 'morning' && hour >= 13) return undefined;
  if (part === 'night' && hour < 12) hour += 24;
  return hour * 60 + minute;
}
