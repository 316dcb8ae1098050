import { InvalidArgumentError } from 'commander'
import { INTERVAL_MINUTES } from '../../solver/domain/horizon.ts'
import { numberFrom } from '../imports/csv-table.ts'

/** Parser of a number option. Its messages complete commander's "option '--x' argument 'y' is invalid." */
export const numberBetween =
  (least: number, most: number) =>
  (text: string): number => {
    const value = numberFrom(text.trim())
    if (value !== undefined && value >= least && value <= most) return value
    throw new InvalidArgumentError(`Give a number from ${least} to ${most}.`)
  }

export const wholeBetween =
  (least: number, most: number) =>
  (text: string): number => {
    const value = numberBetween(least, most)(text)
    if (Number.isInteger(value)) return value
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`)
  }

export function intervalMinutes(text: string): number {
  const minutes = INTERVAL_MINUTES.find((known) => String(known) === text)
  if (minutes !== undefined) return minutes
  throw new InvalidArgumentError(`Use one of ${INTERVAL_MINUTES.join(', ')} minutes.`)
}

export const SEED = wholeBetween(0, 2_147_483_647)
