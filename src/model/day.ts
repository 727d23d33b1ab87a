/** Whether a YYYY-MM-DD is a day of the calendar: `Date.parse` takes 2026-02-30 for one of the next month. */
export function isDay(text: string): boolean {
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
