import { describe, expect, it } from 'vitest'
import type { Availability, Employee } from '../../../solver/domain/employee.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'
import { type Ramp, teamDuring } from '../../../solver/domain/ramp.ts'

const horizon = dayHorizon('2026-11-09', 7, 30, 'Asia/Shanghai')
const ramp: Ramp = { weeks: [0, 0.4, 0.8], mentorLoss: 0.2 }
const midnight = (date: string) => Date.parse(`${date}T00:00+08:00`)

const person = (id: string, rest: Partial<Employee> = {}): Employee => ({
  id,
  name: id,
  group: 'care',
  skills: [
    { queueId: 'chat', proficiency: 1.2 },
    { queueId: 'tickets', proficiency: 0.5 },
  ],
  contractId: 'full-time',
  hourlyCost: 3000,
  restrictions: [],
  overtimeMinutesThisMonth: 0,
  ...rest,
})
const team = (employees: readonly Employee[], rule: Ramp = ramp, availability: Availability[] = []) =>
  teamDuring(() => horizon, { employees, availability }, rule)
const chatSpeed = (made: { readonly employees: readonly Employee[] }, id: string) =>
  made.employees.find((employee) => employee.id === id)?.skills.find(({ queueId }) => queueId === 'chat')?.proficiency

describe('teamDuring', () => {
  it('leaves a team without new people as it is', () => {
    const availability: Availability[] = [{ employeeId: 'an', kind: 'dayOffRequest', startMs: 1, endMs: 2 }]
    expect(team([person('an')], ramp, availability)).toEqual({ employees: [person('an')], availability })
  })

  it.each([
    ['2026-11-02', 0.4],
    ['2026-10-27', 0.4],
    ['2026-10-26', 0.8],
    ['2026-10-20', 0.8],
    ['2026-10-19', 1],
    ['2020-01-01', 1],
  ])('hired on %s works at %f of the own proficiency', (hiredOn, speed) => {
    const made = team([person('new', { hiredOn })])
    expect(chatSpeed(made, 'new')).toBeCloseTo(1.2 * speed, 12)
    expect(made.availability).toEqual([])
    expect(made.employees[0]).not.toHaveProperty('hiredOn')
  })

  it('keeps people off before their first day, and leaves out whoever is hired later', () => {
    const fast: Ramp = { weeks: [0.3], mentorLoss: 0 }
    const request = (employeeId: string): Availability => ({ employeeId, kind: 'dayOffRequest', startMs: 1, endMs: 2 })
    const requests = [request('new'), request('later')]
    const made = team(
      [person('later', { hiredOn: '2026-11-16' }), person('new', { hiredOn: '2026-11-12' })],
      fast,
      requests,
    )
    expect(made.employees.map(({ id }) => id)).toEqual(['new'])
    expect(chatSpeed(made, 'new')).toBeCloseTo(0.36, 12)
    expect(made.availability).toEqual([
      requests[0],
      { employeeId: 'new', kind: 'timeOff', startMs: horizon.startsAt, endMs: midnight('2026-11-12') },
    ])
    expect(team([person('last', { hiredOn: '2026-11-15' })], fast).employees).toHaveLength(1)
  })

  it('keeps people in training off all through, without a skill', () => {
    const made = team([person('trainee', { hiredOn: '2026-11-03' })])
    expect(made.employees[0]!.skills).toEqual([])
    expect(made.availability).toEqual([
      { employeeId: 'trainee', kind: 'timeOff', startMs: horizon.startsAt, endMs: midnight('2026-11-16') },
    ])
  })

  it('slows a mentor for each new hire who is there and on the ramp', () => {
    const mentored = (...dates: string[]) =>
      chatSpeed(
        team([person('an'), ...dates.map((hiredOn, index) => person(`new-${index}`, { hiredOn, mentorId: 'an' }))]),
        'an',
      )
    expect(mentored('2026-11-02')).toBeCloseTo(1.2 * 0.8, 12)
    expect(mentored('2026-11-02', '2026-11-12', '2026-10-20')).toBeCloseTo(1.2 * 0.8 ** 3, 12)
    expect(mentored('2026-10-19', '2026-11-16')).toBe(1.2)
    const both = team([
      person('an', { hiredOn: '2026-10-26' }),
      person('new', { hiredOn: '2026-11-02', mentorId: 'an' }),
    ])
    expect(chatSpeed(both, 'an')).toBeCloseTo(1.2 * 0.8 * 0.8, 12)
    expect(team([person('new', { hiredOn: '2026-11-02', mentorId: 'gone' })]).employees).toHaveLength(1)
  })

  it('knows first days without a ramp', () => {
    const employees = [person('an'), person('new', { hiredOn: '2026-11-12', mentorId: 'an' })]
    const made = teamDuring(() => horizon, { employees, availability: [] }, undefined)
    expect([chatSpeed(made, 'an'), chatSpeed(made, 'new')]).toEqual([1.2, 1.2])
    expect(made.availability).toHaveLength(1)
  })

  it('changes nothing when done again', () => {
    const once = team(
      ['2026-11-02', '2026-11-06', '2026-11-12', '2026-11-20'].map((hiredOn, index) =>
        person(`new-${index}`, { hiredOn, mentorId: 'new-0' }),
      ),
    )
    expect(teamDuring(() => horizon, once, ramp)).toEqual(once)
  })
})
