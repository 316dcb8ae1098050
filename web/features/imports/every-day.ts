interface Day {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly contacts: number
}

const DAY_MS = 86_400_000
/** Days drawn; a file with more has a wrong year in it, and its first ones say so. */
const MAX_DAYS = 20 * 366

/** Each day from the first to the last one, also those without contacts. */
export function everyDay(days: readonly Day[]): Day[] {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const contactsOn = new Map(days.map(({ date, contacts }) => [date, contacts]))
  const firstMs = Date.parse(first.date)
  const count = Math.min(MAX_DAYS, Math.round((Date.parse(last.date) - firstMs) / DAY_MS) + 1)
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(firstMs + at * DAY_MS).toISOString().slice(0, 10)
    return { date, contacts: contactsOn.get(date) ?? 0 }
  })
}
