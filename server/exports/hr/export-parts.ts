import { dayStarts, type Horizon, localDate, localStamp } from '../../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import type { LocalName } from '../../../solver/domain/queue.ts'
import type { Roster } from '../../../solver/domain/roster.ts'
import { wholeParts } from '../../../solver/domain/whole-parts.ts'
import type { ExportLanguage, ExportMapping } from '../../contracts/export.ts'
import { DECIMALS } from '../csv-text.ts'

/** What every export is made from. */
export interface RosterToExport {
  /** With the scenario in them, and with all rules of the plan. */
  readonly inputs: PlanInputs
  readonly horizon: Horizon
  readonly roster: Roster
  readonly mapping: ExportMapping
  readonly language: ExportLanguage
  /** Dates that begin with it alone: `YYYY-MM`; absent means all. */
  readonly month?: string | undefined
}

/** Files of an export, name -> text (or bytes), and what a reader must know of them. */
export interface ExportedFiles<Content extends string | Uint8Array = string> {
  readonly files: ReadonlyMap<string, Content>
  readonly notes: readonly string[]
}

export const nameIn = (name: LocalName | undefined, language: ExportLanguage, id: string): string =>
  name === undefined ? id : typeof name === 'string' ? name : name[language]

/**
 * Minutes as hours with the decimals that a file keeps. Quarters are exact; where a third is not, the hours still add up
 * to their rounded total.
 */
export const decimalHours = (minutes: readonly number[]): number[] =>
  wholeParts(minutes.map((count) => (count * 10 ** DECIMALS) / 60)).map((part) => part / 10 ** DECIMALS)

/** `localStamp` that looks each instant up once: shifts begin at few different ones, and the look-up is slow. */
export function stampOnce(): typeof localStamp {
  const known = new Map<string, string>()
  return (instant, zone) => {
    const key = `${instant} ${zone}`
    const stamp = known.get(key) ?? localStamp(instant, zone)
    known.set(key, stamp)
    return stamp
  }
}

/** Local dates of the horizon, `YYYY-MM-DD`. */
export const datesOf = (horizon: Horizon): string[] =>
  dayStarts(horizon)
    .slice(0, -1)
    .map((start) => localDate(start, horizon.zone))

export const isInMonth = (date: string, month: string | undefined): boolean =>
  month === undefined || date.startsWith(month)

/** `pre-01, pre-02 and 3 more` */
export function someOf(items: readonly string[], most = 5): string {
  const more = items.length - most
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${more} more` : items.join(', ')
}
