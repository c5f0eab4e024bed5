// Dates and times as the person who reads them sees them, in their own time zone and in British English.

const formats = new Map();

/** Intl formatters are slow to build; one of each kind and zone is kept. */
function format(date, zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

export const clockTime = (date, zone) => format(date, zone, { hour: "2-digit", minute: "2-digit" });

/** YYYY-MM-DD in the zone: two instants with the same key fall on the same day there. */
export function dayKey(date, zone) {
  const [day, month, year] = format(date, zone, { year: "numeric", month: "2-digit", day: "2-digit" }).split(
    "/",
  );
  return `${year}-${month}-${day}`;
}

/** "Friday 11 December 2026": without the comma that some versions of the locale put in. */
export const fullDate = (date, zone) =>
  format(date, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(",", "");

/** "today", "yesterday" or "tomorrow" in the zone; null for any other day. */
export function nearDay(date, now, zone) {
  const daysApart = Math.round((Date.parse(dayKey(date, zone)) - Date.parse(dayKey(now, zone))) / 86_400_000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[daysApart] ?? null;
}

/** A day as a heading between messages: "Today", "Yesterday", "Friday 11 December"; the year if another. */
export function dayHeading(date, now, zone) {
  const near = nearDay(date, now, zone);
  if (near) return near[0].toUpperCase() + near.slice(1);
  const sameYear = dayKey(date, zone).slice(0, 4) === dayKey(now, zone).slice(0, 4);
  const year = sameYear ? {} : { year: "numeric" };
  return format(date, zone, { weekday: "long", day: "numeric", month: "long", ...year }).replace(",", "");
}

/** The city of a zone name, as people say it: "London". */
export const zoneCity = (zone) => zone.split("/").pop().replaceAll("_", " ");

function ago(date, now) {
  const seconds = Math.round((date - now) / 1000);
  const units = [
    ["year", 31_536_000],
    ["month", 2_592_000],
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

const DATE_TOKENS = {
  date_num: (date, zone) => dayKey(date, zone),
  date: (date, zone) => format(date, zone, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (date, zone) => format(date, zone, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (date, zone) => fullDate(date, zone),
  time: (date, zone) => clockTime(date, zone),
  time_secs: (date, zone) => format(date, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago: (date, _zone, now) => ago(date, now),
};

/**
 * The words of Slack's `<!date^seconds^template|fallback>` for a reader in `zone` at `now`.
 * An unknown token or an impossible time gives null: the caller shows the fallback, as Slack does.
 */
export function dateWords(seconds, template, zone, now) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  let known = true;
  const words = template.replace(/\{(\w+)\}/g, (_, token) => {
    const plain = token.replace(/_pretty$/, "");
    const near = plain !== token && nearDay(date, now, zone);
    if (near) return near;
    if (!Object.hasOwn(DATE_TOKENS, plain)) known = false;
    return known ? DATE_TOKENS[plain](date, zone, now) : "";
  });
  return known ? words : null;
}
