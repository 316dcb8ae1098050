import { expect, it } from 'vitest'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { RosterScorer } from '../../../solver/rescore/roster-scorer.ts'
import { evaluateQueue } from '../../../solver/staffing/queue-model.ts'
import { editedPlan, plannedShift } from '../../fixtures/edited-plan.ts'

const plan = editedPlan(2)
const phoneOf = (...assignments: readonly Assignment[]) =>
  new RosterScorer(plan, { assignments }).score.service.find(({ queueId }) => queueId === 'phone')!

it('is what the staffing model gives for the agents covered, less those who are lost to shrinkage', () => {
  // An hour without a break of one who serves the phone alone.
  const hour = 38
  const need = plan.requirement.queues.find(({ queueId }) => queueId === 'phone')!
  if (need.kind !== 'instant') throw new Error('The phone is not answered at once.')
  const withAgents = (agents: number) =>
    evaluateQueue({
      ...{ volume: need.volume[hour]!, ahtSeconds: need.ahtSeconds[hour]!, intervalMinutes: 60, agents },
      ...{ answerWithinSeconds: 60, meanPatienceSeconds: 120 },
    }).serviceLevel
  // 10 % are lost: of one agent scheduled nine tenths, of two one and eight tenths.
  const alone = phoneOf(plannedShift('a2', 'day', 34)).serviceLevel[hour]!
  expect(alone).toBeCloseTo(0.1 * withAgents(0) + 0.9 * withAgents(1), 9)
  const twice = phoneOf(plannedShift('a2', 'day', 34), plannedShift('a2', 'day', 34)).serviceLevel[hour]!
  expect(twice).toBeCloseTo(0.2 * withAgents(1) + 0.8 * withAgents(2), 9)
  expect(twice).toBeGreaterThan(alone)
})

it('has no level where nobody contacts, none in time where nobody works, and a mean by volume', () => {
  const nobody = phoneOf()
  // In the first hours somebody of the week before is still there.
  expect(nobody.serviceLevel.slice(8).every((level) => level === 0)).toBe(true)
  expect(nobody.target).toBe(0.8)
  const someone = phoneOf(plannedShift('a2', 'day', 34))
  const need = plan.requirement.queues.find(({ queueId }) => queueId === 'phone')!
  const inTime = someone.serviceLevel.reduce((sum, level, hour) => sum + level * need.volume[hour]!, 0)
  expect(someone.mean).toBeCloseTo(inTime / need.volume.reduce((sum, volume) => sum + volume, 0), 12)
  expect(someone.mean).toBeGreaterThan(nobody.mean)
  const idle = new RosterScorer(editedPlan(0), { assignments: [] }).score.service
  for (const { serviceLevel, mean } of idle) {
    expect(serviceLevel.every(Number.isNaN)).toBe(true)
    expect(mean).toBeNaN()
  }
})
