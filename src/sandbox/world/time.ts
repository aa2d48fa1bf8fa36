const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Story time of a world: instants relative to its start, as ISO 8601 in UTC with milliseconds. */
export type StoryTime = {
  startUtc: string;
  /** So many days (fractions allowed) before the start. */
  daysBefore(days: number): string;
  /** At a wall-clock time on the day so many days before the start's day, in the story's zone. */
  onDay(daysBefore: number, hour: number, minute: number): string;
};

/** Makes the story time of a world that starts at `startUtc`; `utcOffsetMinutes` is the zone of its people. */
export function storyTime(startUtc: string, utcOffsetMinutes: number): StoryTime {
  const startMs = Date.parse(startUtc);
  const localMidnightMs =
    Math.floor((startMs + utcOffsetMinutes * minuteMs) / dayMs) * dayMs - utcOffsetMinutes * minuteMs;
  return {
    startUtc: new Date(startMs).toISOString(),
    daysBefore: (days) => new Date(startMs - days * dayMs).toISOString(),
    onDay: (daysBefore, hour, minute) =>
      new Date(localMidnightMs - daysBefore * dayMs + (hour * 60 + minute) * minuteMs).toISOString(),
  };
}
