import fc from 'fast-check'
import type { Availability, Employee } from '../../../solver/domain/employee.ts'
import { dayHorizon, type Horizon, MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import { type PlanInputs, planSettingsSchema } from '../../../solver/domain/plan-inputs.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { siteHorizon, zoneOfGroup } from '../../../solver/domain/site.ts'
import type { WorkRule } from '../../../solver/domain/work-rule.ts'
import { type ShiftOption, shiftOptions } from '../../../solver/roster/shift-option.ts'
import type { Tour } from '../../../solver/tours/tour-problem.ts'

const meal = { kind: 'meal', minutes: 60, paid: false, earliestStartMinutes: 120, latestStartMinutes: 240 }
const rest = { kind: 'rest', minutes: 15, paid: true, earliestStartMinutes: 330, latestStartMinutes: 360 }
const TEMPLATES = [
  { id: 'early', startTimes: ['06:00', '07:30'], lengthMinutes: 480, breaks: [meal, rest] },
  { id: 'day', startTimes: ['09:00'], lengthMinutes: 600, breaks: [meal] },
  { id: 'late', startTimes: ['14:00'], lengthMinutes: 480, weekdays: [1, 2, 3, 4, 5, 7] },
  { id: 'night', startTimes: ['22:00'], lengthMinutes: 540, breaks: [{ ...meal, minutes: 45 }] },
  { id: 'after-midnight', startTimes: ['25:00'], lengthMinutes: 360 },
  { id: 'duty', startTimes: ['18:00'], lengthMinutes: 1440, breaks: [meal, rest] },
  { id: 'standby', startTimes: ['08:00'], lengthMinutes: 600, onCall: true },
  { id: 'lead', startTimes: ['10:00'], lengthMinutes: 420, roles: ['supervisor'] },
  { id: 'team', startTimes: ['10:00'], lengthMinutes: 420, groups: ['care'] },
  { id: 'hours', startTimes: ['11:00'], lengthMinutes: 300, contracts: ['hourly'] },
]
const CONTRACTS = [
  { id: 'full', guaranteedMinutesPerWeek: 1200, ordinaryMinutesPerWeek: 1440, maxOvertimeMinutesPerWeek: 1200 },
  { id: 'hourly', guaranteedMinutesPerWeek: 0, ordinaryMinutesPerWeek: 960, maxOvertimeMinutesPerWeek: 2400 },
].map((contract) => ({ ...contract, overtimePremium: 0.5 }))

interface Place {
  readonly zone: string
  readonly firstDay: string
  readonly weekStartsOn: number
  /** Zone of the second group; the plan's where absent. */
  readonly site?: string
}

/**
 * A plain week, both clock changes, a month that ends, and weeks that begin on a Sunday; then sites whose dates are moved
 * back, forth and not at all, with clock changes of their own.
 */
const PLACES: readonly Place[] = [
  { zone: 'Asia/Shanghai', firstDay: '2026-11-23', weekStartsOn: 1 },
  { zone: 'Europe/London', firstDay: '2026-03-23', weekStartsOn: 1 },
  { zone: 'Europe/London', firstDay: '2026-10-19', weekStartsOn: 1 },
  { zone: 'Asia/Shanghai', firstDay: '2026-11-08', weekStartsOn: 7 },
  { zone: 'America/Los_Angeles', firstDay: '2026-10-25', weekStartsOn: 7 },
  { zone: 'Asia/Shanghai', firstDay: '2026-10-26', weekStartsOn: 1, site: 'America/Los_Angeles' },
  { zone: 'America/Los_Angeles', firstDay: '2027-03-08', weekStartsOn: 1, site: 'Asia/Shanghai' },
  { zone: 'Asia/Kolkata', firstDay: '2026-10-19', weekStartsOn: 1, site: 'Europe/London' },
]

export interface LimitsCase {
  readonly inputs: PlanInputs
  readonly horizon: Horizon
  readonly options: readonly ShiftOption[]
  /** Option or -1, `[person][day]`. */
  readonly tours: readonly Tour[]
}

const employee = fc.record({
  group: fc.constantFrom('care', 'shop'),
  contractId: fc.constantFrom('full', 'hourly'),
  hourlyCost: fc.constantFrom(2800, 3000, 3333),
  restrictions: fc.subarray(['pregnant', 'minor', 'opt-out-48h'] as const),
  overtimeMinutesThisMonth: fc.constantFrom(0, 300, 2500),
  roles: fc.subarray(['supervisor', 'trainer']),
  balances: fc.record(
    {
      evenings: fc.integer({ min: 0, max: 5 }),
      nights: fc.integer({ min: 0, max: 5 }),
      weekends: fc.integer({ min: 0, max: 5 }),
      referenceMinutes: fc.constantFrom(0, 2000, 9000),
      referenceWeeksWorked: fc.integer({ min: 0, max: 4 }),
      minutesThisMonth: fc.constantFrom(0, 4000, 9000),
    },
    { requiredKeys: [] },
  ),
})

/** What a person does on a run of days: how often there is work, and which of the shifts of each day. */
const picks = (days: number) =>
  fc
    .record({
      percent: fc.constantFrom(15, 50, 80, 100),
      first: fc.nat(11),
      sorts: fc.constantFrom(1, 3, 100),
      days: fc.array(fc.record({ work: fc.integer({ min: 1, max: 100 }), which: fc.nat(1000) }), {
        minLength: days,
        maxLength: days,
      }),
    })
    .map(({ percent, first, sorts, days }) =>
      days.map(({ work, which }) => (work <= percent ? first + (which % sorts) : undefined)),
    )

/** Plans with one to three people, anything known of them and before them, and tours that heed nothing. */
export const limitsCase = (rules: fc.Arbitrary<readonly WorkRule[]>): fc.Arbitrary<LimitsCase> =>
  fc
    .record({
      place: fc.constantFrom(...PLACES),
      weeks: fc.integer({ min: 1, max: 3 }),
      rules,
      people: fc.array(fc.record({ employee, before: picks(10), tour: picks(21) }), { minLength: 1, maxLength: 3 }),
      knownDays: fc.constantFrom(0, 0, 3, 10),
      availability: fc.array(
        fc.record({
          person: fc.nat(2),
          kind: fc.constantFrom(
            'timeOff',
            'dayOffRequest',
            'shiftOnRequest',
            'shiftOffRequest',
            'preferredHours',
            'fixedShift',
          ),
          hour: fc.integer({ min: -24, max: 24 * 9 }),
          hours: fc.constantFrom(12, 24, 60, 120),
          templateId: fc.constantFrom(undefined, undefined, 'early', 'night'),
          weight: fc.constantFrom(undefined, 0, 1, 3),
        }),
        { minLength: 4, maxLength: 10 },
      ),
    })
    .map(({ place, weeks, rules: workRules, people, knownDays, availability }) => {
      const { settings, horizon, options, before } = gridOf(place, weeks, knownDays)
      const employees = people.map((each, index) => employeeOf(each.employee, index))
      const own = (all: readonly ShiftOption[], { group }: Pick<Employee, 'group'>) =>
        all.filter(({ zone }) => zone === zoneOfGroup(settings, group))
      const previousRoster = people.flatMap((each, index) =>
        assignmentsOf(before, tourOf(own(before, each.employee), each.before, knownDays), `p${index}`),
      )
      const inputs: PlanInputs = {
        settings,
        workRules: [...workRules].sort((a, b) => (a.id < b.id ? -1 : 1)),
        employees,
        history: [],
        calendar: [],
        overrides: [],
        availability: availability.flatMap((entry) => {
          const someone = employees[entry.person % employees.length]!
          return availabilityOf(entry, someone.id, horizon, own(options, someone))
        }),
        previousRoster,
        inputHash: '',
      }
      return {
        inputs,
        horizon,
        options,
        tours: people.map((each) => tourOf(own(options, each.employee), each.tour, weeks * 7)),
      }
    })

interface Grid {
  readonly settings: PlanInputs['settings']
  readonly horizon: Horizon
  readonly options: readonly ShiftOption[]
  /** Options of the days before. */
  readonly before: readonly ShiftOption[]
}
const grids = new Map<string, Grid>()

/** What does not vary between the cases of a place is made once. */
function gridOf(place: Place, weeks: number, knownDays: number): Grid {
  const key = `${place.zone} ${place.site} ${place.firstDay} ${weeks} ${knownDays}`
  const known = grids.get(key)
  if (known) return known
  const settings = settingsOf(place)
  const horizon = dayHorizon(place.firstDay, weeks * 7, 30, place.zone)
  const before = dayBeforeOptions(settings, horizon, knownDays)
  const grid = { settings, horizon, options: shiftOptions(settings, horizon), before }
  grids.set(key, grid)
  return grid
}

/** Without queues: nothing is asked of the shifts but that they keep the rules. */
const settingsOf = ({ zone, weekStartsOn, site }: Place) => ({
  ...planSettingsSchema.parse({
    name: 'Limits',
    zone,
    weekStartsOn,
    intervalMinutes: 30,
    currency: 'CNY',
    queues: [
      {
        id: 'chat',
        channel: 'chat',
        openHours: [{ from: '09:00', to: '16:00' }],
        ahtSeconds: 300,
        target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 },
      },
    ],
    groups: [{ id: 'care' }, { id: 'shop', ...(site !== undefined && { zone: site }) }],
    contracts: CONTRACTS,
    shiftTemplates: TEMPLATES,
  }),
  queues: [],
})

const employeeOf = (
  { balances, ...rest }: typeof employee extends fc.Arbitrary<infer Value> ? Value : never,
  index: number,
): Employee => ({ ...rest, id: `p${index}`, name: `p${index}`, skills: [], balances: withoutAbsent(balances) })

const withoutAbsent = <Value extends object>(value: Value): { [Key in keyof Value]: NonNullable<Value[Key]> } =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never

/** Options of the days right before a horizon, numbered from the earliest day. */
function dayBeforeOptions(settings: PlanInputs['settings'], horizon: Horizon, days: number): readonly ShiftOption[] {
  if (days === 0) return []
  const first = new Date(horizon.startsAt - (days - 0.5) * 86_400_000).toISOString().slice(0, 10)
  const before = dayHorizon(first, days, 30, horizon.zone)
  return shiftOptions(settings, before).filter(({ zone, startMs }) => startMs < siteHorizon(horizon, zone).startsAt)
}

function tourOf(options: readonly ShiftOption[], wanted: readonly (number | undefined)[], days: number): Tour {
  return Int32Array.from({ length: days }, (_, day) => {
    const which = wanted[day]
    const today = options.filter((option) => option.day === day)
    return which === undefined || today.length === 0 ? -1 : today[which % today.length]!.index
  })
}

/** Shifts of a tour, breaks as late as their windows allow: rules about breaks must hold wherever they lie. */
export const assignmentsOf = (options: readonly ShiftOption[], tour: Tour, employeeId: string): Assignment[] =>
  [...tour]
    .flatMap((index) => options.find((option) => option.index === index) ?? [])
    .map(({ template, startMs, endMs }) => ({
      employeeId,
      templateId: template.id,
      startMs,
      endMs,
      breaks: template.breaks.map(({ kind, paid, minutes, latestStartMinutes }) => {
        const at = startMs + latestStartMinutes * MS_PER_MINUTE
        return { kind, paid, startMs: at, endMs: at + minutes * MS_PER_MINUTE }
      }),
      ...(template.onCall ? { onCall: true } : {}),
      queueIds: [],
      pinned: false,
    }))

interface Wish {
  readonly person: number
  readonly kind: Availability['kind']
  readonly hour: number
  readonly hours: number
  readonly templateId: string | undefined
  readonly weight: number | undefined
}

function availabilityOf(
  { kind, hour, hours, templateId, weight }: Wish,
  employeeId: string,
  horizon: Horizon,
  options: readonly ShiftOption[],
): Availability[] {
  const startMs = horizon.startsAt + hour * 3_600_000
  if (kind === 'fixedShift') {
    const option = options.find((each) => each.startMs >= startMs)
    return option
      ? [{ employeeId, kind, startMs: option.startMs, endMs: option.endMs, templateId: option.template.id }]
      : []
  }
  const isRequest = kind === 'shiftOnRequest' || kind === 'shiftOffRequest'
  return [
    {
      employeeId,
      kind,
      startMs,
      endMs: startMs + hours * 3_600_000,
      ...(isRequest && templateId !== undefined ? { templateId } : {}),
      ...(weight === undefined ? {} : { weight }),
    },
  ]
}
