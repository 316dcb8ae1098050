/** Queues in the order in which a team takes them on: pre-sales, after-sales, tickets, then more of them. */
export function teamQueues(count: number): object[] {
  const openHours = [{ from: '08:00', to: '24:00' }]
  const chat = { channel: 'chat', openHours, concurrency: 3, concurrencyGain: 2.2, maxOccupancy: 0.9 }
  const soon = { serviceLevelTarget: 0.8, answerWithinSeconds: 30 }
  const within = (finishWithinHours: number) => ({ finishWithinHours, deadlineClock: 'open' })
  const tickets = { channel: 'ticket', openHours }
  const all = [
    { ...chat, id: 'presales-chat', ahtSeconds: 240, target: soon, meanPatienceSeconds: 180 },
    { ...chat, id: 'aftersales-chat', ahtSeconds: 360, target: soon, meanPatienceSeconds: 240 },
    { ...tickets, id: 'aftersales-tickets', ahtSeconds: 540, target: within(4) },
    {
      id: 'aftersales-phone',
      channel: 'phone',
      openHours: [{ from: '09:00', to: '21:00' }],
      ahtSeconds: 270,
      target: { serviceLevelTarget: 0.8, answerWithinSeconds: 20 },
      meanPatienceSeconds: 120,
      maxOccupancy: 0.88,
    },
    { ...tickets, id: 'complaints', ahtSeconds: 1500, target: within(8), overdueCostPerHour: 2000 },
    {
      ...chat,
      id: 'vip-chat',
      ahtSeconds: 300,
      target: soon,
      meanPatienceSeconds: 120,
      understaffingCostPerHour: 30_000,
    },
    { ...tickets, id: 'refunds', ahtSeconds: 420, target: within(12) },
    { ...chat, id: 'logistics-chat', ahtSeconds: 300, target: soon, meanPatienceSeconds: 300 },
  ]
  return all.slice(0, count)
}

const OVERTIME = { overtimePremium: 0.5 }

export const TEAM_CONTRACTS = [
  {
    id: 'full-time',
    guaranteedMinutesPerWeek: 2400,
    ordinaryMinutesPerWeek: 2400,
    maxOvertimeMinutesPerWeek: 480,
    ...OVERTIME,
  },
  {
    id: 'part-time',
    guaranteedMinutesPerWeek: 0,
    ordinaryMinutesPerWeek: 1500,
    maxOvertimeMinutesPerWeek: 0,
    ...OVERTIME,
  },
]

export const TEAM_RULES = [
  {
    id: 'company-rest-between-shifts',
    kind: 'minRestBetweenShifts',
    minMinutes: 660,
    source: 'company practice; the law sets no daily rest',
  },
  {
    id: 'company-guaranteed-hours',
    kind: 'guaranteedMinutes',
    severity: 'soft',
    penaltyPerUnit: 100,
    source: 'company practice',
  },
  {
    id: 'company-day-off-requests',
    kind: 'dayOffRequest',
    severity: 'soft',
    penaltyPerUnit: 8000,
    source: 'company practice',
  },
]

/** Patterns in turn: contract, length, and minutes from the shift's start at which each break's window begins. */
const PATTERNS = [
  { name: 'day', contract: 'full-time', lengthMinutes: 540, meal: 180, rests: [90, 390] },
  { name: 'evening', contract: 'part-time', lengthMinutes: 300, meal: null, rests: [105] },
  { name: 'full', contract: 'full-time', lengthMinutes: 540, meal: 225, rests: [120, 405] },
  { name: 'short', contract: 'part-time', lengthMinutes: 240, meal: null, rests: [90] },
  { name: 'long', contract: 'full-time', lengthMinutes: 660, meal: 240, rests: [120, 480] },
] as const

const FIRST_START = 8 * 60
const LAST_END = 24 * 60
const WINDOW_MINUTES = 90

/**
 * `count` templates: the patterns in turn, their starts spread over the opening hours, each with two starts half an hour
 * apart.
 */
export function teamTemplates(count: number): object[] {
  return Array.from({ length: count }, (_, index) => {
    const { name, contract, lengthMinutes, meal, rests } = PATTERNS[index % PATTERNS.length]!
    const round = Math.floor(index / PATTERNS.length)
    const rounds = Math.ceil(count / PATTERNS.length)
    const latest = LAST_END - 30 - lengthMinutes
    const start = FIRST_START + 30 * Math.round(((latest - FIRST_START) * round) / Math.max(1, rounds - 1) / 30)
    const rest = (from: number) => breakOf('rest', 15, from, 60)
    const breaks = [...rests.map(rest), ...(meal === null ? [] : [breakOf('meal', 60, meal, WINDOW_MINUTES)])]
    return {
      id: `${name}-${String(round + 1).padStart(2, '0')}`,
      contracts: [contract],
      startTimes: [timeOf(start), timeOf(start + 30)],
      lengthMinutes,
      breaks: breaks.sort((a, b) => a.earliestStartMinutes - b.earliestStartMinutes),
    }
  })
}

const breakOf = (kind: 'meal' | 'rest', minutes: number, from: number, window: number) => ({
  kind,
  minutes,
  paid: kind === 'rest',
  earliestStartMinutes: from,
  latestStartMinutes: from + window,
})

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
