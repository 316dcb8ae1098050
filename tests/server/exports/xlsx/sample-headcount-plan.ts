import type {
  GroupHeadcount,
  HeadcountPeriod,
  HeadcountPlan,
  HeadcountWeek,
  ShrinkageBucket,
} from '../../../../solver/domain/headcount-plan.ts'

const DAY_MS = 86_400_000
const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Figures that vary from group to group and from month to month, and are the same in every run. */
const wave = (group: number, at: number): number => 1 + 0.2 * Math.sin(1 + group * 1.7 + at * 0.9)

const BUCKETS: readonly ShrinkageBucket[] = [
  { name: 'unplanned', kind: 'unplanned', share: 0.08, source: 'unplannedShrinkage' },
  { name: '年假 leave', kind: 'planned', share: 0.07, source: 'headcount.shrinkage' },
  { name: '=training', kind: 'planned', share: 0.04, from: '2026-12-15', to: '2027-02-10', source: 'shrinkage' },
]

interface SampleSize {
  readonly groups: number
  readonly months: number
  readonly scenario?: string
  /** Multiplies volumes: what a scenario changes. */
  readonly factor?: number
}

/** A plan whose figures hang together as the type says, made by plain arithmetic of its own. */
export function sampleHeadcountPlan({ groups, months, scenario = 'baseline', factor = 1 }: SampleSize): HeadcountPlan {
  const periods = samplePeriods(months)
  const weeks = sampleWeeks(periods)
  const people = Array.from({ length: groups }, (_, at) => sampleGroup(at, periods, weeks, factor))
  const summed = (of: (group: GroupHeadcount) => readonly number[]) =>
    periods.map((_, period) => people.reduce((sum, group) => sum + of(group)[period]!, 0))
  const paid = summed(({ cost }) =>
    cost.wages.map(
      (wages, at) => wages + cost.overtime[at]! + cost.external[at]! + cost.hiring[at]! + cost.transfers[at]!,
    ),
  )
  const paidTotal = paid.reduce((sum, money) => sum + money, 0)
  const hires = summed((group) => group.hires)
  return {
    name: { 'zh-CN': '美妆客服', en: 'Beauty service' },
    basis: {
      ...{ from: '2026-12', months, grain: 'month', zone: 'Asia/Shanghai', currency: 'CNY', scenario },
      ...{
        decidedOn: '2026-11-22',
        standardHoursPerWeek: 40,
        inputHash: 'ab'.repeat(32),
        versions: { tideline: '0.1.0', highs: '1.15.3' },
      },
    } as HeadcountPlan['basis'],
    ...{ periods, weeks, queues: [], groups: people },
    classes: people.flatMap((group) =>
      periods.flatMap(({ classStart }, period) => sampleClass(group, classStart, period)),
    ),
    transfers: [
      { fromGroupId: 'group-1', toGroupId: 'group-2', people: 1, on: '2027-01-04', period: 1, cost: 200_000 },
    ],
    totals: {
      requiredFte: summed((group) => group.requiredFte),
      availableFte: summed((group) => group.availableFte),
      closingHeadcount: summed((group) => group.closingHeadcount),
      ...{ hires, paid, totalHires: hires.reduce((sum, count) => sum + count, 0) },
      peak: {
        week: weeks[0]!.firstDate,
        requiredFte: Math.max(
          ...weeks.map((_, at) => people.reduce((sum, group) => sum + group.weekRequiredFte[at]!, 0)),
        ),
      },
    },
    solution: {
      ...{ objective: paidTotal, objectiveBound: paidTotal * 0.996, relaxationBound: paidTotal * 0.99 },
      ...{ relativeGap: 0.004, relativeGapOfControllable: 0.02, paid: paidTotal, shortageCost: 0 },
      ...{ solveSeconds: 2.5, parts: 1, bindingBudgets: [] },
    },
    shortages: [
      {
        queueId: 'chat',
        groupIds: ['group-1'],
        firstDate: '2026-12-07',
        lastDate: '2026-12-20',
        hours: 220,
        worstWeekHours: 130,
        worstFte: 3.3,
        reason: 'leadTime',
        sales: ['双12'],
      },
    ],
    sales: [
      {
        title: '双12',
        firstDate: '2026-12-10',
        lastDate: '2026-12-13',
        groupIds: ['group-1'],
        peakRequiredFte: 61.2,
        ordinaryRequiredFte: 40.1,
        latestRequestDate: null,
        notNeeded: false,
        hiresForIt: 0,
        delayCurve: [],
      },
      {
        title: '618',
        firstDate: '2027-05-31',
        lastDate: '2027-06-20',
        groupIds: ['group-1'],
        peakRequiredFte: 70.4,
        ordinaryRequiredFte: 42.5,
        latestRequestDate: '2027-04-05',
        notNeeded: false,
        hiresForIt: 8,
        delayCurve: [],
      },
    ],
    attritionSensitivity: [
      { kind: 'low', monthlyRate: 0.03, hires: 30.5, objective: paidTotal * 0.98, shortHours: 0 },
      { kind: 'plan', monthlyRate: 0.04, hires: 41.2, objective: paidTotal, shortHours: 0 },
      { kind: 'high', monthlyRate: 0.05, hires: 52.9, objective: paidTotal * 1.03, shortHours: 12 },
    ],
    investments: [
      {
        lever: 'bot',
        oneOffCost: 5_000_000,
        costPerMonth: 300_000,
        saving: 9_000_000,
        savingPerMonth: 750_000,
        savedFte: 1.8,
        paybackMonths: 11.1,
        net: 400_000,
      },
    ],
    shrinkage: BUCKETS,
    assumptions: [
      { what: 'headcount.attrition.rate', value: '4 % / month', source: 'default' },
      { what: 'growth', value: '+20 % / year', source: 'plan.yaml' },
    ],
    violations: [],
  }
}

function samplePeriods(months: number): HeadcountPeriod[] {
  return Array.from({ length: months }, (_, at) => {
    const [first, next] = [Date.UTC(2026, 11 + at, 1), Date.UTC(2026, 12 + at, 1)]
    const firstDate = dateOf(first)
    return {
      label: firstDate.slice(0, 7),
      firstDate,
      lastDate: dateOf(next - DAY_MS),
      days: (next - first) / DAY_MS,
      classStart: firstDate,
    }
  })
}

function sampleWeeks(periods: readonly HeadcountPeriod[]): HeadcountWeek[] {
  const [first, last] = [Date.parse(periods[0]!.firstDate), Date.parse(periods.at(-1)!.lastDate)]
  return Array.from({ length: Math.ceil((last - first) / DAY_MS / 7) }, (_, at) => {
    const firstDate = dateOf(first + at * 7 * DAY_MS)
    const period = periods.findIndex(({ lastDate }) => firstDate <= lastDate)
    return { firstDate, period, daysInPlan: 7, sales: at === 1 ? ['双12'] : [] }
  })
}

function sampleGroup(
  index: number,
  periods: readonly HeadcountPeriod[],
  weeks: readonly HeadcountWeek[],
  factor: number,
): GroupHeadcount {
  const opening = [20 + 3 * index]
  const hires = periods.map((_, at) => (at % 3 === 1 ? 1 + (index % 3) : 0))
  const zeros = periods.map(() => 0)
  const transfersIn = periods.map((_, at) => (at === 1 && index === 1 ? 1 : 0))
  const transfersOut = periods.map((_, at) => (at === 1 && index === 0 ? 1 : 0))
  const attrition: number[] = []
  const closing: number[] = []
  for (const at of periods.keys()) {
    attrition.push(0.04 * opening[at]! + 0.05 * hires[at]!)
    closing.push(opening[at]! + hires[at]! + transfersIn[at]! - transfersOut[at]! - attrition[at]!)
    opening.push(closing[at]!)
  }
  // A group without work in its first month, such as one that is only being set up.
  const volume = periods.map((_, at) => (index === 2 && at === 0 ? 0 : 9_000 * factor * wave(index, at)))
  const workloadHours = volume.map((contacts, at) => (contacts * (240 + 10 * (at % 4))) / 3600)
  const agentHours = workloadHours.map((hours) => hours / 0.82)
  // Weeks are compounded and weighted one by one, so that a period with a bucket in part of it has a share of its own.
  const shrinkage = periods.map((_, at) => 1 - (1 - 0.08) * (1 - 0.07) * (1 - ([0.023, 0.04, 0.0137][at] ?? 0)))
  const shiftFit = periods.map((_, at) => 0.9 - 0.01 * (at % 5))
  const grossHours = agentHours.map((hours, at) => hours / shiftFit[at]! / (1 - shrinkage[at]!))
  const requiredFte = grossHours.map((hours, at) => hours / ((periods[at]!.days / 7) * 40))
  const availableFte = periods.map((_, at) => 0.93 * ((opening[at]! + closing[at]!) / 2))
  const weekly = (values: readonly number[], at: number) => values[weeks[at]!.period]! * wave(index, at / 3)
  const weekRequiredFte = weeks.map((_, at) => weekly(requiredFte, at))
  const weekAvailableFte = weeks.map((week) => availableFte[week.period]!)
  return {
    groupId: `group-${index + 1}`,
    name: { 'zh-CN': `售后${index + 1}组`, en: `After-sales ${index + 1}` },
    queueIds: ['chat'],
    ...{
      openingHeadcount: opening.slice(0, -1),
      hires,
      bookedHires: zeros,
      joiners: zeros,
      attrition,
      transfersIn,
      transfersOut,
    },
    ...{
      closingHeadcount: closing,
      closingFte: closing.map((count) => count * 0.95),
      volume,
      workloadHours,
      agentHours,
    },
    weekAgentHours: weeks.map((week) => (agentHours[week.period]! * 7) / periods[week.period]!.days),
    ...{ grossHours, weekGrossHours: weekRequiredFte.map((fte) => fte * 40), shiftFit, shrinkage },
    occupancy: workloadHours.map((hours, at) => (agentHours[at]! > 0 ? hours / agentHours[at]! : 0)),
    ...{
      requiredFte,
      requiredFteP10: requiredFte.map((fte) => fte * 0.9),
      requiredFteP90: requiredFte.map((fte) => fte * 1.13),
    },
    peakRequiredFte: periods.map((_, period) =>
      Math.max(0, ...weekRequiredFte.filter((_fte, at) => weeks[at]!.period === period)),
    ),
    ...{
      weekRequiredFte,
      weekAvailableFte,
      availableFte,
      netFte: availableFte.map((fte, at) => fte - requiredFte[at]!),
    },
    weekOvertimeHours: weeks.map((_, at) => 5 * (at % 3)),
    weekHourlyHours: weeks.map(() => 0),
    weekExternalHours: [{ sourceId: 'temps', hours: weeks.map((_, at) => (at < 3 ? 40 : 0)) }],
    weekShortHours: weeks.map((_, at) => (at === 1 ? 110 : 0)),
    cost: {
      wages: periods.map((_, at) => Math.round(620_000 * (opening[at]! + closing[at]!) * 0.5)),
      overtime: periods.map((_, at) => 40_000 * (at % 2)),
      external: periods.map((_, at) => (at === 0 ? 900_000 : 0)),
      // Paid when the class is asked for, a month before it begins.
      hiring: periods.map((_, at) => 350_000 * (hires[at + 1] ?? 0)),
      transfers: periods.map((_, at) => (at === 1 && index === 0 ? 200_000 : 0)),
      shortage: zeros,
    },
  }
}

function sampleClass(
  { groupId, hires, cost }: GroupHeadcount,
  startsOn: string,
  period: number,
): HeadcountPlan['classes'] {
  const people = hires[period]!
  if (people === 0) return []
  const start = Date.parse(startsOn)
  const dates = { requestBy: dateOf(start - 35 * DAY_MS), startsOn, rampCompleteOn: dateOf(start + 42 * DAY_MS) }
  return [
    {
      groupId,
      people,
      classes: 1,
      ...dates,
      contractId: 'full-time',
      period,
      isBooked: false,
      cost: cost.hiring[period - 1] ?? 0,
    },
  ]
}
