import chineseDays from 'chinese-days'

/** First day of the Chinese year that begins next, on a local date or after it; known from 1900 to 2100. */
export function newYearsDay(from: string): string {
  const year = Number(from.slice(0, 4))
  // Node's own Chinese calendar puts the new moon of 23:56 on 6 February 2027 on the next day; these are tables.
  const days = [year, year + 1].map((each) => chineseDays.getSolarDateFromLunar(`${each}-01-01`).date)
  return days.find((date) => date >= from)!
}
