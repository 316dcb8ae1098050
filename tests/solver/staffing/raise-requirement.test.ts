import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterShrinkage } from '../../../solver/staffing/instant-staffing.ts'
import { raiseRequirement } from '../../../solver/staffing/raise-requirement.ts'
import { tinyPlan } from '../roster/tiny-plan.ts'

const { requirement } = tinyPlan({ people: [], chats: [60, 20], tickets: [6], days: 2 })
const { intervals } = requirement.horizon
const [chat, tickets] = requirement.queues
const shrinkage = new Float64Array(intervals).fill(0.1)
const at = (values: Record<number, number>) =>
  Float64Array.from({ length: intervals }, (_, interval) => values[interval] ?? 0)
const raise = (queueId: string, added: Float64Array, coveredAgents = at({})) =>
  raiseRequirement(requirement, [{ queueId, added, coveredAgents }], shrinkage)

describe('raiseRequirement', () => {
  it('adds agents for the reason of simulation and schedules them after shrinkage', () => {
    if (chat?.kind !== 'instant') throw new Error('chat is an instant queue')
    const raised = raise('chat', at({ 9: 2, 10: 1 })).queues[0]!
    if (raised.kind !== 'instant') throw new Error('a raised queue stays what it is')
    expect(raised.requiredAgents[9]).toBe(chat.requiredAgents[9]! + 2)
    expect([raised.reasons.simulation[9], raised.reasons.simulation[10], raised.reasons.simulation[11]]).toEqual([
      2, 1, 0,
    ])
    const more = (agents: number, by: number) => afterShrinkage(agents + by, 0.1) - afterShrinkage(agents, 0.1)
    expect(raised.scheduledAgents[9]).toBe(chat.scheduledAgents[9]! + more(chat.requiredAgents[9]!, 2))
    expect(raised.scheduledAgents[11]).toBe(chat.scheduledAgents[11])
  })

  it('leaves the other queues the very objects that they were', () => {
    const raised = raise('chat', at({ 9: 1 }))
    expect(raised.queues[1]).toBe(tickets)
    expect(raised.queues[0]).not.toBe(chat)
    expect(raiseRequirement(requirement, [], shrinkage).queues[0]).toBe(chat)
  })

  it('counts an agent on tickets for less, so that the same work takes so many more', () => {
    if (tickets?.kind !== 'deferred') throw new Error('tickets may wait')
    const raised = raise('tickets', at({ 9: 0.5, 10: 0.5 }), at({ 9: 2, 10: 1, 12: 1 })).queues[1]!
    if (raised.kind !== 'deferred') throw new Error('a raised queue stays what it is')
    // A mean of 1.5 agents does the work of 2.
    expect(raised.contactsPerAgent[9]).toBeCloseTo(tickets.contactsPerAgent[9]! * 0.75, 12)
    expect(raised.contactsPerAgent[10]).toBeCloseTo(tickets.contactsPerAgent[10]! * 0.75, 12)
    expect(raised.contactsPerAgent[12]).toBe(tickets.contactsPerAgent[12])
    expect(raised.dueByEnd).toBe(tickets.dueByEnd)
  })

  it('keeps the reasons summing to the requirement, and never lowers it', () => {
    const added = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: intervals, maxLength: intervals })
    fc.assert(
      fc.property(added, (values) => {
        const raised = raise('chat', Float64Array.from(values)).queues[0]!
        if (raised.kind !== 'instant' || chat?.kind !== 'instant') throw new Error('chat is an instant queue')
        for (let interval = 0; interval < intervals; interval++) {
          const parts = Object.values(raised.reasons).reduce((sum, reason) => sum + reason[interval]!, 0)
          expect(parts).toBeCloseTo(raised.requiredAgents[interval]!, 9)
          expect(raised.scheduledAgents[interval]!).toBeGreaterThanOrEqual(chat.scheduledAgents[interval]!)
        }
      }),
      { numRuns: 30, seed: 4 },
    )
  })
})
