import fc from 'fast-check'
import { localDays } from '../../../../solver/check/local-days.ts'
import type { Employee } from '../../../../solver/domain/employee.ts'
import { dayHorizon, MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import { planSettingsSchema } from '../../../../solver/domain/plan-inputs.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { siteHorizon, zoneOfGroup } from '../../../../solver/domain/site.ts'
import { type EditContext, editContext } from '../../../../web/features/roster/edits/edit-context.ts'
import { templateBreaks } from '../../../../web/features/roster/edits/fitting-template.ts'
import {
  type BoardRoster,
  type BoardRow,
  CELL_COLORS,
  type Cell,
  type CellPlace,
  EMPTY_CELL,
  OPEN_ROW,
} from '../../../../web/features/roster/model/board-roster.ts'

const REST = { kind: 'rest', minutes: 15, paid: true, earliestStartMinutes: 90, latestStartMinutes: 150 }
const MEAL = { kind: 'meal', minutes: 60, paid: false, earliestStartMinutes: 180, latestStartMinutes: 270 }

/** Two sites whose clocks change on different Sundays, the first within the fortnight. */
export const settings = planSettingsSchema.parse({
  name: 'Sample',
  zone: 'Europe/Berlin',
  intervalMinutes: 15,
  currency: 'EUR',
  queues: ['chat', 'mail', 'phone'].map((id) => ({
    id,
    channel: 'phone',
    openHours: [{ from: '00:00', to: '24:00' }],
    ahtSeconds: 300,
    target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 },
  })),
  groups: [{ id: 'care' }, { id: 'sales', zone: 'America/New_York' }],
  contracts: ['full', 'hourly'].map((id) => ({
    id,
    guaranteedMinutesPerWeek: 0,
    ordinaryMinutesPerWeek: 2400,
    overtimePremium: 0.5,
    maxOvertimeMinutesPerWeek: 240,
  })),
  shiftTemplates: [
    {
      id: 'early',
      name: { en: 'Early', 'zh-CN': '早班' },
      startTimes: ['07:00', '09:00'],
      lengthMinutes: 540,
      breaks: [REST, MEAL],
    },
    {
      id: 'late',
      name: { en: 'Late shift', 'zh-CN': '晚班' },
      startTimes: ['13:00', '14:00'],
      lengthMinutes: 540,
      breaks: [MEAL],
    },
    { id: 'night', name: { en: 'Night', 'zh-CN': '夜班' }, startTimes: ['22:00'], lengthMinutes: 480, breaks: [REST] },
    { id: 'short', startTimes: ['09:00', '18:00'], lengthMinutes: 240, contracts: ['hourly'] },
    { id: 'duty', startTimes: ['08:00'], lengthMinutes: 600, roles: ['supervisor'] },
    { id: 'weekend', startTimes: ['10:00'], lengthMinutes: 360, weekdays: [6, 7], groups: ['care'] },
    { id: 'standby', startTimes: ['06:00'], lengthMinutes: 720, onCall: true },
  ],
})

const person = (id: string, group: string, skills: readonly string[], contractId = 'full'): Employee => ({
  id,
  name: `${id[0]?.toUpperCase()}${id.slice(1)} Example`,
  group,
  skills: skills.map((queueId) => ({ queueId, proficiency: 1 })),
  contractId,
  hourlyCost: 3000,
  restrictions: [],
  overtimeMinutesThisMonth: 0,
  ...(id === 'anna' && { roles: ['supervisor'] }),
})

export const employees: readonly Employee[] = [
  person('anna', 'care', ['chat', 'mail']),
  person('ben', 'care', ['chat', 'mail']),
  person('chloe', 'care', ['mail'], 'hourly'),
  person('dan', 'care', ['phone']),
  person('eve', 'sales', ['chat', 'phone']),
  person('finn', 'sales', ['phone']),
]

export const DAYS = 14
const horizon = dayHorizon('2026-10-19', DAYS, 15, 'Europe/Berlin')
const days = localDays(horizon)

export const people = employees.map(({ id, name, group, skills, contractId, roles }) => ({
  id,
  name,
  group,
  zone: zoneOfGroup(settings, group),
  skills: skills.map(({ queueId }) => queueId),
  contractId,
  roles,
}))

export const EMPTY_BOARD: BoardRoster = {
  horizon,
  days: Array.from({ length: DAYS }, (_, day) => days.dateOf(day)),
  people,
  cells: people.map(() => new Array<Cell>(DAYS).fill(EMPTY_CELL)),
  open: new Array<Cell>(DAYS).fill(EMPTY_CELL),
}

export const contextOf = (roster: BoardRoster): EditContext =>
  editContext(roster, { shiftTemplates: settings.shiftTemplates, queueIds: ['chat', 'mail', 'phone'] })

const EMPTY_CONTEXT = contextOf(EMPTY_BOARD)

/** Rows of the board: open shifts, then both groups with their heads. */
export const ROWS: readonly BoardRow[] = [
  { kind: 'open' },
  { kind: 'group', group: 'care', people: [0, 1, 2, 3] },
  ...[0, 1, 2, 3].map((index) => ({ kind: 'person', person: index }) as const),
  { kind: 'group', group: 'sales', people: [4, 5] },
  ...[4, 5].map((index) => ({ kind: 'person', person: index }) as const),
]

const clocks = new Map(
  [...new Set(people.map(({ zone }) => zone))].map((zone) => [zone, localDays(siteHorizon(horizon, zone))]),
)

/** A shift of a person (or of nobody) that starts at a time of the person's clock. */
export function shiftAt(
  { person: index, day }: CellPlace,
  templateId: string,
  minute: number,
  more: Partial<Assignment> = {},
): Assignment {
  const template = settings.shiftTemplates.find(({ id }) => id === templateId)!
  const own = people[index]
  const clock = own ? clocks.get(own.zone)! : days
  const startMs = clock.instantOf(day, minute)
  const endMs = startMs + template.lengthMinutes * MS_PER_MINUTE
  return {
    employeeId: own?.id ?? '',
    templateId,
    startMs,
    endMs,
    breaks: templateBreaks(EMPTY_CONTEXT, template, startMs, endMs),
    ...(template.onCall && { onCall: true }),
    queueIds: own?.skills ?? ['chat', 'mail'],
    pinned: false,
    ...more,
  }
}

/** The empty board with some cells filled. */
export function boardWith(cells: readonly { readonly place: CellPlace; readonly cell: Partial<Cell> }[]): BoardRoster {
  const rows = EMPTY_BOARD.cells.map((row) => [...row])
  const open = [...EMPTY_BOARD.open]
  for (const { place, cell } of cells) {
    const row = place.person === OPEN_ROW ? open : rows[place.person]!
    row[place.day] = { ...EMPTY_CELL, ...cell }
  }
  return { ...EMPTY_BOARD, cells: rows, open }
}

const TIMES = [
  ['early', 540],
  ['early', 420],
  ['late', 780],
  ['night', 1320],
  ['short', 1080],
  ['standby', 360],
] as const

const placedTraining = (shift: Assignment): Partial<Assignment> => ({
  activities: [{ activityId: 'training', startMs: shift.startMs, endMs: shift.startMs + 30 * MS_PER_MINUTE }],
})

const cellArbitrary = (place: CellPlace): fc.Arbitrary<Cell> =>
  fc
    .record({
      times: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constantFrom(...TIMES) },
      ),
      pinned: fc.integer({ min: 0, max: 11 }).map((value) => value === 0),
      hasTraining: fc.boolean(),
      locked: fc.integer({ min: 0, max: 7 }).map((value) => value === 0),
      color: fc.option(fc.constantFrom(...CELL_COLORS)),
      note: fc.constantFrom('', '', 'call back', '=SUM(A1)'),
    })
    .map(({ times, pinned, hasTraining, ...marks }) => {
      if (!times) return { shifts: [], ...marks }
      const shift = shiftAt(place, times[0], times[1], { pinned })
      return { shifts: [{ ...shift, ...(hasTraining && placedTraining(shift)) }], ...marks }
    })

/** Boards of any shifts that do not overlap: a night is over before the next day's first start. */
export const boardArbitrary: fc.Arbitrary<BoardRoster> = fc
  .tuple(
    fc.tuple(
      ...people.map((_, index) => fc.tuple(...EMPTY_BOARD.days.map((_, day) => cellArbitrary({ person: index, day })))),
    ),
    fc.tuple(...EMPTY_BOARD.days.map((_, day) => cellArbitrary({ person: OPEN_ROW, day }))),
  )
  .map(([cells, open]) => ({ ...EMPTY_BOARD, cells, open }))

export const placeArbitrary: fc.Arbitrary<CellPlace> = fc.record({
  person: fc.integer({ min: OPEN_ROW, max: people.length - 1 }),
  day: fc.integer({ min: 0, max: DAYS - 1 }),
})
