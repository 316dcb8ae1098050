import { expect, test } from 'vitest'
import type { TeamFigures } from '../../../server/contracts/day-report.ts'
import { ask, buildTwoWorlds, type Sender } from '../../security/worlds.ts'

const DAY = '2026-11-09'

/** an of the first vendor works that Monday from 9 to 18 with a meal at 12. */
async function worldsAtFive() {
  const worlds = await buildTwoWorlds({ now: () => Date.parse(`${DAY}T17:00+08:00`) })
  const { tested, main } = worlds
  const state = (employeeId: string, time: string, what: string) => ({
    ...{ employeeId, state: what, from: `${DAY}T${time}+08:00` },
  })
  const body = {
    ...{ batchId: crypto.randomUUID(), sentAt: `${DAY}T17:00:00+08:00` },
    agentStates: [
      ...[state('an', '09:00', 'busy'), state('an', '12:00', 'break'), state('an', '13:00', 'available')],
      state('di', '09:00', 'busy'),
    ],
  }
  const sent = await ask(tested, { method: 'POST', url: `/api/plans/${main.planId}/actuals`, sender: 'admin', body })
  expect(sent.status, sent.body).toBe(200)
  const figures = async (sender: Sender): Promise<TeamFigures> => {
    const reply = await ask(tested, { method: 'GET', url: `/api/units/main/team-figures?day=${DAY}`, sender })
    expect(reply.status, reply.body).toBe(200)
    return JSON.parse(reply.body)
  }
  return { ...worlds, figures }
}

test('a vendor has the figures of its own people, whoever sees the unit those of all, and nobody is ranked', async () => {
  const { figures } = await worldsAtFive()
  const ids = ({ people }: TeamFigures) => people.map(({ employeeId }) => employeeId)
  const [all, alpha, beta] = [
    await figures('hr'),
    await figures('vendorScheduler'),
    await figures('otherVendorScheduler'),
  ]
  expect(ids(all)).toEqual(['an', 'bo', 'cy', 'di'])
  expect(ids(alpha)).toEqual(['an', 'bo'])
  expect(ids(beta)).toEqual(['cy', 'di'])
  expect(alpha.groups.map(({ groupId }) => groupId)).toEqual(['care'])
  expect(JSON.stringify(alpha)).not.toMatch(/\b(cy|di|desk)\b/)
  expect(JSON.stringify(all)).not.toMatch(/rank|position"/i)

  const an = alpha.people[0]!
  // Seven hours on position of eight by five o'clock, four of them available.
  expect(an).toMatchObject({ scheduledHours: 8, onPositionHours: 7, adherence: 1, shifts: 1, evenings: 0, weekends: 0 })
  expect(an.occupancy).toBeCloseTo(3 / 7, 9)
  expect(alpha.people[1]).toMatchObject({ scheduledHours: 0, onPositionHours: null, adherence: null, occupancy: null })
  expect(alpha.groups[0]).toMatchObject({ people: 2, reported: 1, evenings: { least: 0, most: 0, mean: 0 } })
  // Without a shift nothing is scheduled that a state could agree with.
  expect(beta.people[1]).toMatchObject({ employeeId: 'di', scheduledHours: 0, adherence: null })
})

test('the workbook has people for those who may see them', async () => {
  const { tested, main } = await worldsAtFive()
  const url = `/api/plans/${main.planId}/day-report.xlsx?day=${DAY}&language=en`
  expect((await ask(tested, { method: 'GET', url, sender: 'manager' })).status).toBe(200)
  expect((await ask(tested, { method: 'GET', url, sender: 'vendorScheduler' })).status).toBe(403)
  expect((await ask(tested, { method: 'GET', url, sender: 'otherTeamAdmin' })).status).toBe(404)
})
