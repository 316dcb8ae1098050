import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Alert,
  type AlertChange,
  LADDER_WAITS_MS,
  RISK_KINDS,
  type Risk,
} from '../../../solver/domain/day-risk.ts'
import { nextAlerts } from '../../../solver/intraday/alerts.ts'

const MINUTE = 60_000
const riskOf = (given: Partial<Risk> = {}): Risk => ({
  ...{ kind: 'serviceAtRisk', queueId: 'chat', startMs: 0, endMs: 1, isGrave: true, value: 0.6, limit: 0.8 },
  ...given,
})
const GRAVE = riskOf()
const MILD = riskOf({ isGrave: false, value: 0.77 })

/** Looks at what is at risk, minute by minute. */
function follow(looks: readonly (readonly Risk[])[], everyMinutes = 1) {
  let open: readonly Alert[] = []
  const told: AlertChange[] = []
  looks.forEach((risks, look) => {
    const next = nextAlerts(open, risks, look * everyMinutes * MINUTE)
    open = next.open
    told.push(...next.changes)
  })
  return { open, told: told.map(({ what }) => what) }
}

test('a mild risk is not told, and keeps what was told', () => {
  expect(follow([[MILD], [MILD]])).toEqual({ open: [], told: [] })
  expect(follow([[GRAVE], [MILD], [MILD], [GRAVE]]).told).toEqual(['raised'])
})

test('a risk that flickers is told once', () => {
  const flicker = Array.from({ length: 200 }, (_, look) => (look % 50 === 0 ? [GRAVE] : []))
  // It climbs no step while it is not seen.
  expect(follow(flicker).told).toEqual(['raised', 'escalated', 'escalated', 'escalated'])
  expect(follow(flicker.slice(0, 50)).told).toEqual(['raised'])
})

test('what is now is over when it was gone for an hour, what is foretold when the hours ahead are through', () => {
  const gone = (kind: Risk['kind'], hours: number) =>
    follow([[riskOf({ kind })], ...Array.from({ length: hours }, () => [])], 60).told
  expect(gone('surprise', 1)).toEqual(['raised', 'cleared'])
  expect(gone('peopleMissing', 1)).toEqual(['raised', 'cleared'])
  expect(gone('serviceAtRisk', 3)).toEqual(['raised'])
  expect(gone('serviceAtRisk', 4)).toEqual(['raised', 'cleared'])
  expect(gone('backlogAtRisk', 4)).toEqual(['raised', 'cleared'])
})

test('it climbs a step every ten minutes until somebody takes care of it, and no further than the ladder', () => {
  expect(follow(Array.from({ length: 70 }, () => [GRAVE])).told).toEqual([
    'raised',
    ...LADDER_WAITS_MS.map(() => 'escalated'),
  ])
  const [alert] = nextAlerts([], [GRAVE], 0).open
  const said = (given: Partial<Alert>) => nextAlerts([{ ...alert!, ...given }], [GRAVE], 11 * MINUTE).changes
  expect(said({ acknowledgedMs: MINUTE })).toEqual([])
  expect(said({ mutedUntilMs: 12 * MINUTE })).toEqual([])
  expect(said({ mutedUntilMs: 11 * MINUTE })).toMatchObject([{ what: 'escalated' }])
})

test('a ladder of its own: as many steps as it has, each after its wait, and none while it is quiet', () => {
  const climbing = (isQuiet: boolean) => {
    let open: readonly Alert[] = []
    const steps: number[] = []
    for (let minute = 0; minute < 60; minute++) {
      const ladder = { waitsMs: [5 * MINUTE, 20 * MINUTE], isQuiet: () => isQuiet }
      const next = nextAlerts(open, [GRAVE], minute * MINUTE, ladder)
      open = next.open
      if (next.changes.some(({ what }) => what === 'escalated')) steps.push(minute)
    }
    return steps
  }
  expect([climbing(false), climbing(true)]).toEqual([[5, 25], []])
})

test('what says nothing of the hours ahead wakes nobody', () => {
  const over = riskOf({ kind: 'overPlan' })
  expect(follow(Array.from({ length: 70 }, () => [over])).told).toEqual(['raised'])
})

const anyRisk = fc.record({
  ...{ kind: fc.constantFrom(...RISK_KINDS), queueId: fc.constantFrom('a', 'b'), isGrave: fc.boolean() },
  ...{ startMs: fc.nat(), endMs: fc.nat(), value: fc.double(), limit: fc.double() },
})
const oneOfEach = fc.uniqueArray(anyRisk, { selector: ({ kind, queueId }) => `${kind} ${queueId}`, maxLength: 6 })

test('of a kind and queue at most one is open, and each is raised before it is cleared and cleared before it is raised again', () => {
  fc.assert(
    fc.property(fc.array(oneOfEach, { maxLength: 40 }), (looks) => {
      let open: readonly Alert[] = []
      const standing = new Set<string>()
      for (const [look, risks] of looks.entries()) {
        const next = nextAlerts(open, risks, look * 25 * MINUTE)
        for (const { what, alert } of next.changes) {
          const key = `${alert.kind} ${alert.queueId}`
          expect(standing.has(key)).toBe(what !== 'raised')
          if (what === 'raised') standing.add(key)
          if (what === 'cleared') standing.delete(key)
        }
        open = next.open
        expect(open.map(({ kind, queueId }) => `${kind} ${queueId}`).sort()).toEqual([...standing].sort())
      }
    }),
  )
})
