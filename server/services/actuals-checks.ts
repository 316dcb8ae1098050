import { IANAZone } from 'luxon'
import { localStamp, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import {
  AGENT_STATES,
  type AgentState,
  type AgentStateReport,
  CLOCK_ALLOWANCE_SECONDS,
  type IntervalActual,
  LEAST_ABSURD_CONTACTS,
  MOST_AHT_SECONDS,
  MOST_BACKLOG,
  MOST_CONTACTS,
  MOST_TIMES_FORECAST,
} from '../contracts/actuals.ts'
import { type LocalTimeReader, localTimeReader } from '../imports/local-time.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import type { IntervalReport, StateReport } from '../store/actuals-store.ts'
import type { ActualsPlan, ExpectedContacts } from './actuals-plan.ts'

/** Says what is wrong with a field of a row, at its place in what was sent. */
export type RowReport = (field: string, value: string, problem: string, hint: string) => void

/** What a report is checked against beside the plan. */
export interface ActualsLimits {
  readonly plan: ActualsPlan
  /** By the server's clock, epoch milliseconds. */
  readonly nowMs: number
  /** Days that the unit keeps actuals; null for ever. */
  readonly keptDays: number | null
}

type Field = 'offered' | 'handled' | 'abandoned' | 'ahtSeconds' | 'answeredWithin' | 'backlog' | 'botHandled'
const tooManyContacts = `is more than ${MOST_CONTACTS} contacts in an interval`
const FIGURES: readonly { readonly field: Field; readonly most: number; readonly beyond: string }[] = [
  { field: 'offered', most: MOST_CONTACTS, beyond: tooManyContacts },
  { field: 'handled', most: MOST_CONTACTS, beyond: tooManyContacts },
  { field: 'abandoned', most: MOST_CONTACTS, beyond: tooManyContacts },
  { field: 'ahtSeconds', most: MOST_AHT_SECONDS, beyond: 'is more than a day' },
  { field: 'answeredWithin', most: MOST_CONTACTS, beyond: tooManyContacts },
  { field: 'backlog', most: MOST_BACKLOG, beyond: `is more than ${MOST_BACKLOG} open items` },
  { field: 'botHandled', most: MOST_CONTACTS, beyond: tooManyContacts },
]

const DAY_MS = 86_400_000

/** Checks the rows of one batch, each by itself and against those before it. */
export class ActualsChecks {
  readonly #limits: ActualsLimits
  readonly #readTime: LocalTimeReader
  readonly #known = new Map<string, ReturnType<LocalTimeReader>>()
  readonly #zone: IANAZone
  readonly #queueIds: ReadonlySet<string>
  readonly #seen = new Set<string>()

  constructor(limits: ActualsLimits) {
    this.#limits = limits
    this.#readTime = localTimeReader(limits.plan.zone)
    this.#zone = IANAZone.create(limits.plan.zone)
    this.#queueIds = new Set(limits.plan.queues.map(({ id }) => id))
  }

  /** Start of a row, epoch milliseconds; undefined when it cannot be read. */
  startOf(text: string): number | undefined {
    const time = this.#timeOf(text)
    return 'problem' in time ? undefined : time.ms
  }

  /** @returns undefined when the row is refused; every reason is told */
  interval(row: IntervalActual, expected: ExpectedContacts, report: RowReport): IntervalReport | undefined {
    let isRefused = false
    const refuse: RowReport = (...issue) => {
      isRefused = true
      report(...issue)
    }
    const { plan } = this.#limits
    if (!this.#queueIds.has(row.queueId)) {
      refuse('queueId', row.queueId, 'is not a queue of the plan', knownWordsHint(row.queueId, this.#queueIds))
    }
    const startMs = this.#moment('start', row.start, refuse)
    if (startMs !== undefined && !this.#isOnGrid(startMs)) {
      const problem = `is off the grid of ${plan.intervalMinutes}-minute intervals that the plan is on`
      refuse('start', row.start, problem, 'Give every row the start of its interval.')
    }
    for (const figure of FIGURES) checkFigure(row, figure, refuse)
    if (startMs === undefined) return undefined
    checkAgainstForecast(row, expected(row.queueId, startMs), refuse)
    if (!isRefused && this.#isRepeated(`${row.queueId} ${startMs}`)) {
      const hint = 'Send one row for each queue and interval, as it is to be.'
      refuse('start', row.start, `is a second row for this interval of queue ${JSON.stringify(row.queueId)}`, hint)
    }
    return isRefused ? undefined : reportOf(row, startMs, plan.intervalMinutes)
  }

  /** @returns undefined when the row is refused; every reason is told */
  state({ employeeId, state, from, revision }: AgentStateReport, report: RowReport): StateReport | undefined {
    let isRefused = false
    const refuse: RowReport = (...issue) => {
      isRefused = true
      report(...issue)
    }
    const { employeeIds } = this.#limits.plan
    if (!employeeIds.has(employeeId)) {
      refuse('employeeId', employeeId, 'is not a person of the plan', knownWordsHint(employeeId, employeeIds))
    }
    if (!isAgentState(state)) refuse('state', state, 'is not a state of an agent', knownWordsHint(state, AGENT_STATES))
    const startMs = this.#moment('from', from, refuse)
    if (startMs === undefined || isRefused || !isAgentState(state)) return undefined
    if (this.#isRepeated(`state ${employeeId} ${startMs}`)) {
      const hint = 'Send one row for each person and moment, as it is to be.'
      refuse('from', from, `is a second row for this moment of person ${JSON.stringify(employeeId)}`, hint)
      return undefined
    }
    return { employee_id: employeeId, starts_at: isoOf(startMs), state, sender_revision: revision }
  }

  #timeOf(text: string): ReturnType<LocalTimeReader> {
    let time = this.#known.get(text)
    if (!time) {
      time = this.#readTime(text)
      this.#known.set(text, time)
    }
    return time
  }

  #moment(field: string, text: string, refuse: RowReport): number | undefined {
    const time = this.#timeOf(text)
    if ('problem' in time) {
      refuse(field, text, time.problem, time.hint)
      return undefined
    }
    const { nowMs, keptDays, plan } = this.#limits
    if (time.ms > nowMs + CLOCK_ALLOWANCE_SECONDS * 1000) {
      const clock = localStamp(nowMs, plan.zone)
      const hint = `It is ${clock} by the server's clock; ${CLOCK_ALLOWANCE_SECONDS} seconds more are taken. Check the clock and the time zone of the sender.`
      refuse(field, text, 'is yet to come', hint)
    }
    if (keptDays !== null && time.ms < nowMs - keptDays * DAY_MS) {
      const hint = 'Bring older counts in as history: import them into the plan.'
      refuse(field, text, `is older than the ${keptDays} days for which what the days brought is kept`, hint)
    }
    return time.ms
  }

  /** Interval lengths divide an hour, so that counting from the clock's full hour is counting from midnight. */
  #isOnGrid(ms: number): boolean {
    const wallMs = ms + this.#zone.offset(ms) * MS_PER_MINUTE
    return wallMs % (this.#limits.plan.intervalMinutes * MS_PER_MINUTE) === 0
  }

  #isRepeated(place: string): boolean {
    const isRepeated = this.#seen.has(place)
    this.#seen.add(place)
    return isRepeated
  }
}

function checkFigure(row: IntervalActual, { field, most, beyond }: (typeof FIGURES)[number], refuse: RowReport): void {
  const value = row[field]
  if (value === undefined || value === null) return
  const hint = 'Check the export. Leave it empty where it is not known; 0 says that there was none.'
  if (value < 0) refuse(field, String(value), 'is negative', hint)
  else if (value > most) refuse(field, String(value), beyond, hint)
}

function checkAgainstForecast({ offered }: IntervalActual, expected: number | undefined, refuse: RowReport): void {
  if (typeof offered !== 'number' || offered > MOST_CONTACTS || expected === undefined) return
  if (offered <= LEAST_ABSURD_CONTACTS || offered <= expected * MOST_TIMES_FORECAST) return
  const forecast = Math.round(expected * 10) / 10
  const problem = `is more than ${MOST_TIMES_FORECAST} times the ${forecast} contacts of the forecast`
  refuse(
    'offered',
    String(offered),
    problem,
    'Check that it counts one interval of one queue. If it is right, make a new forecast.',
  )
}

const isAgentState = (text: string): text is AgentState => AGENT_STATES.some((state) => state === text)
const isoOf = (ms: number): string => new Date(ms).toISOString()

const reportOf = (row: IntervalActual, startMs: number, intervalMinutes: number): IntervalReport => ({
  ...{ queue_id: row.queueId, starts_at: isoOf(startMs), sender_revision: row.revision },
  interval_minutes: intervalMinutes,
  ...{ offered: row.offered ?? null, handled: row.handled ?? null, abandoned: row.abandoned ?? null },
  ...{ aht_seconds: row.ahtSeconds ?? null, answered_within: row.answeredWithin ?? null, backlog: row.backlog ?? null },
  bot_handled: row.botHandled ?? null,
})

/** An issue at a place of what was sent. */
export const issuesAt =
  (issues: InputIssue[], place: (field: string) => Pick<InputIssue, 'file' | 'row' | 'column'>): RowReport =>
  (field, value, problem, hint) => {
    issues.push({ ...place(field), value, problem, hint })
  }
