import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../solver/domain/roster.ts'
import { simulateRoster } from '../../../solver/simulate/simulate-roster.ts'
import { StaffingEffects } from '../../../solver/simulate/staffing-effects.ts'
import { TINY_WEEK, tinyPlan } from '../roster/tiny-plan.ts'

const OPTIONS = { replications: 12, seed: 3 }
const DAY_MS = 86_400_000
const MIDNIGHT = Date.parse(`${TINY_WEEK}T00:00+08:00`)
const HOUR_MS = 3_600_000

const people = ['an', 'bo', 'cy', 'di', 'ed', 'flo', 'gus'].map((id) => ({ id }))
const { inputs, requirement, forecast } = tinyPlan({ people, chats: [60, 72], tickets: [0], days: 2 })

/** People on position from 9 to 16, each day; `extra` for one hour of the first day. */
function rosterOf(count: number, extra?: { hour: number; count: number }): Roster {
  const shift = (employeeId: string, startMs: number, endMs: number) => ({
    ...{ employeeId, templateId: 'long', startMs, endMs, breaks: [], queueIds: ['chat'], pinned: false },
  })
  const all = people.slice(0, count).flatMap(({ id }) =>
    [0, 1].map((day) => {
      const start = MIDNIGHT + day * DAY_MS
      return shift(id, start + 9 * HOUR_MS, start + 16 * HOUR_MS)
    }),
  )
  const start = MIDNIGHT + (extra?.hour ?? 0) * HOUR_MS
  const more = people.slice(count, count + (extra?.count ?? 0)).map(({ id }) => shift(id, start, start + HOUR_MS))
  return { assignments: [...all, ...more] }
}

const effectsOf = (roster: Roster) => new StaffingEffects(inputs, forecast, requirement, roster, OPTIONS)
const inTime = (roster: Roster) => {
  const [chat] = simulateRoster(inputs, forecast, requirement, roster, OPTIONS).intervals
  return chat!.contacts.map((contacts, interval) => (contacts > 0 ? contacts * chat!.serviceLevel[interval]! : 0))
}
const at = (interval: number, agents = 1) => ({ from: interval, to: interval + 1, agents })

describe('StaffingEffects', () => {
  it('finds by how much a roster keeps its target', () => {
    const roster = rosterOf(5)
    const { margins, targets } = effectsOf(roster).margins('chat')
    expect(targets.map(({ kind }) => kind)).toEqual(['answeredWithin'])
    const simulated = simulateRoster(inputs, forecast, requirement, roster, OPTIONS).intervals[0]!
    for (let interval = 9; interval < 16; interval++) {
      const margin = margins[0]!.reduce((sum, run) => sum + run.margin[interval]!, 0) / OPTIONS.replications
      const beyond = simulated.contacts[interval]! * (simulated.serviceLevel[interval]! - 0.8)
      expect(margin).toBeCloseTo(beyond, 9)
    }
  })

  it('is what simulating the roster with one more person there shows', () => {
    const effects = effectsOf(rosterOf(5))
    const [effect] = effects.effects(effects.margins('chat'), [at(10)])
    const [before, after] = [inTime(rosterOf(5)), inTime(rosterOf(5, { hour: 10, count: 1 }))]
    let felt = 0
    // Further than six intervals on, an effect is left to the next step of its pass.
    for (let interval = 9; interval < 15; interval++) {
      const change = effect!.changes[0]!.get(interval) ?? 0
      expect(change).toBeCloseTo(after[interval]! - before[interval]!, 9)
      felt += change
    }
    expect(felt).toBeGreaterThan(1)
  })

  it('tells the effect of several agents for each of them', () => {
    const effects = effectsOf(rosterOf(4))
    const [effect] = effects.effects(effects.margins('chat'), [at(11, 2)])
    const [before, after] = [inTime(rosterOf(4)), inTime(rosterOf(4, { hour: 11, count: 2 }))]
    expect(effect!.changes[0]!.get(11)).toBeCloseTo((after[11]! - before[11]!) / 2, 9)
  })

  it('finds the same in one pass as in one for each', () => {
    const effects = effectsOf(rosterOf(6))
    const margins = effects.margins('chat')
    const steps = [at(10), at(34), at(11), at(35)]
    const together = effects.effects(margins, steps)
    expect(together.map(({ step }) => step.from)).toEqual([10, 11, 34, 35])
    for (const effect of together) {
      const [alone] = effects.effects(margins, [effect.step])
      expect([...effect.changes[0]!.values()].some((change) => change > 0)).toBe(true)
      for (const [interval, change] of effect.changes[0]!)
        expect(alone!.changes[0]!.get(interval)).toBeCloseTo(change, 9)
    }
  })

  it('is nothing where nobody waits', () => {
    const effects = effectsOf(rosterOf(7))
    const [effect] = effects.effects(effects.margins('chat'), [at(3)])
    expect([...effect!.changes[0]!]).toEqual([])
  })
})
