import type { Command } from 'commander'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { MAX_PENALTY } from '../../solver/domain/queue.ts'
import type { Locks } from '../../solver/roster/living/locks.ts'
import { readText } from '../imports/plan-folder.ts'
import type { KeepRequest } from '../jobs/keep-request.ts'
import { wholeBetween } from './option-values.ts'

/** Options of going on from a roster that stands, as the user wrote them. */
export interface KeepOptions {
  readonly keep?: string
  readonly lockPeople?: string
  readonly lockDays?: string
  readonly lock?: readonly string[]
  readonly lockShifts?: true
  readonly unlock?: readonly string[]
  readonly releaseLocks?: true
  readonly changeCost?: number
  readonly today?: string
  readonly noticeDays: number
  readonly frontier?: true
}

const NOTICE_DAYS = 7

export const withKeepOptions = (command: Command): Command =>
  command
    .option('--keep <file>', 'roster.csv that stands: go on from it with few changes, written to changes.csv')
    .option('--lock-people <ids>', 'with --keep: people whose weeks stay as they are, joined by ","')
    .option('--lock-days <dates>', 'with --keep: days on which nobody\'s work changes, joined by ","')
    .option('--lock <employee:date...>', 'with --keep: single days of single people that stay as they are')
    .option('--lock-shifts', 'with --keep: all its shifts stay; days off may become shifts')
    .option('--unlock <employee:date...>', 'with --keep: days that none of the other options locks')
    .option('--release-locks', 'with --keep: give up locks that cannot be kept, and name them, instead of refusing')
    .option(
      '--change-cost <minor>',
      'with --keep: price of a changed person-day in minor currency units; default: two hours of work',
      wholeBetween(0, MAX_PENALTY),
    )
    .option('--today <date>', 'with --keep: when the change is made; short notice counts from it')
    .option(
      '--notice-days <number>',
      'with --keep and --today: days before a shift within which a change costs twice as much',
      wholeBetween(0, 60),
      NOTICE_DAYS,
    )
    .option('--frontier', 'with --keep: also show cost against number of changes, in frontier.csv')

/** @throws PlanningInputError when an option that needs `--keep` stands without it, or a lock cannot be read */
export async function keepRequestFrom(options: KeepOptions): Promise<KeepRequest | undefined> {
  if (options.keep === undefined) {
    refuseWithoutKeep(options)
    return undefined
  }
  const { changeCost, today } = options
  return {
    file: options.keep,
    text: await readText(options.keep),
    locks: locksFrom(options),
    releaseLocks: options.releaseLocks ?? false,
    frontier: options.frontier ?? false,
    noticeDays: options.noticeDays,
    ...(changeCost !== undefined && { changeCost }),
    ...(today !== undefined && { today }),
  }
}

function refuseWithoutKeep(options: KeepOptions): void {
  const names = {
    ...{ lockPeople: '--lock-people', lockDays: '--lock-days', lock: '--lock', lockShifts: '--lock-shifts' },
    ...{ unlock: '--unlock', releaseLocks: '--release-locks', changeCost: '--change-cost', today: '--today' },
    frontier: '--frontier',
  } as const
  const given = (Object.keys(names) as (keyof typeof names)[]).find((name) => options[name] !== undefined)
  if (given === undefined) return
  throw new PlanningInputError({
    value: names[given],
    problem: 'is about a roster that stands, and none is given',
    hint: 'Add --keep roster.csv.',
  })
}

const locksFrom = ({ lockPeople = '', lockDays = '', lock = [], lockShifts, unlock = [] }: KeepOptions): Locks => ({
  people: listed(lockPeople),
  dates: listed(lockDays),
  personDays: lock.map(personDayFrom),
  shifts: lockShifts ?? false,
  released: unlock.map(personDayFrom),
})

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function personDayFrom(text: string): { employeeId: string; date: string } {
  const [employeeId = '', date = '', ...more] = text.split(':')
  if (employeeId !== '' && date !== '' && more.length === 0) return { employeeId, date }
  throw new PlanningInputError({
    value: text,
    problem: 'is not a day of a person',
    hint: 'Write EMPLOYEE:DATE, for example E07:2026-11-11.',
  })
}
