import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { buildActualsApp, countsOf, DAY, NONE } from './actuals-app.ts'

describe('what people do', () => {
  const from = (time: string, state: string, more: object = {}) => ({
    ...{ employeeId: 'an', state, from: `${DAY}T${time}`, ...more },
  })

  test('is told with what the day began with, and as it was known', async () => {
    const app = await buildActualsApp()
    const night = { employeeId: 'an', state: 'off', from: '2026-11-10T19:00' }
    const before = { employeeId: 'an', state: 'busy', from: '2026-11-10T18:00' }
    await app.send({ agentStates: [night, before, from('09:00', 'available'), from('10:00', 'break')] })
    const known = new Date(app.clock.ms).toISOString()
    app.clock.ms += 1000
    expect(countsOf(await app.send({ agentStates: [from('10:00', 'training')] }))).toEqual({ ...NONE, restated: 1 })
    const states = async (query: string) => (await app.day(query)).agentStates.map((one) => [one.state, one.from])
    const first = [
      ['off', '2026-11-10T19:00+08:00'],
      ['available', `${DAY}T09:00+08:00`],
    ]
    expect(await states(`day=${DAY}`)).toEqual([...first, ['training', `${DAY}T10:00+08:00`]])
    expect(await states(`day=${DAY}&asOf=${known}`)).toEqual([...first, ['break', `${DAY}T10:00+08:00`]])
  })

  test('is refused by name where it cannot be', async () => {
    const app = await buildActualsApp()
    const receipt = await app.send({
      agentStates: [
        from('09:00', 'asleep'),
        from('09:00', 'busy', { employeeId: 'zz' }),
        from('13:00', 'busy'),
        from('10:00', 'busy'),
        from('10:00', 'away'),
      ],
    })
    expect(countsOf(receipt)).toEqual({ ...NONE, stored: 1, refused: 4 })
    expect(receipt.issues.map(({ column, problem }) => [column, problem])).toEqual([
      ['agentStates.0.state', 'is not a state of an agent'],
      ['agentStates.1.employeeId', 'is not a person of the plan'],
      ['agentStates.2.from', 'is yet to come'],
      ['agentStates.4.from', 'is a second row for this moment of person "an"'],
    ])
  })

  test('goes with the person, and is told to the person before', async () => {
    const app = await buildActualsApp()
    await app.send({ agentStates: [from('09:00', 'busy')] })
    await app.send({ agentStates: [from('09:00', 'break'), from('09:00', 'busy', { employeeId: 'bo' })] })
    const stored = (await app.get('/api/units/main/people/an/personal-data')).json().agentStates
    expect(stored.map(({ state }: { state: string }) => state)).toEqual(['busy', 'break'])
    expect((await app.post('/api/units/main/people/an/erasure', { confirm: 'an' })).statusCode).toBe(200)
    for (const table of ['agent_state', 'agent_state_report']) {
      const { rows } = await sql<{ employee_id: string }>`select employee_id from ${sql.table(table)}`.execute(app.db)
      expect(rows).toEqual([{ employee_id: 'bo' }])
    }
  })
})
