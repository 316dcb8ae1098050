import { describe, expect, it } from 'vitest'
import type { Availability } from '../../../../solver/domain/employee.ts'
import type { WorkRule } from '../../../../solver/domain/work-rule.ts'
import { conflictsOfPeople } from '../../../../solver/roster/living/person-conflict.ts'
import { personDay, type RosterPreferences } from '../../../../solver/roster/living/roster-preferences.ts'
import { tinyPlan } from '../tiny-plan.ts'

const when = (day: number, hour: number) => Date.UTC(2026, 10, 9 + day, hour - 8)
const entry = (
  kind: Availability['kind'],
  day: number,
  from: number,
  to: number,
  templateId?: string,
): Availability => ({
  employeeId: 'p0',
  kind,
  startMs: when(day, from),
  endMs: when(day, to),
  ...(templateId !== undefined && { templateId }),
})
const own = { source: 'company', severity: 'hard' as const }
const REST: WorkRule = {
  ...own,
  id: 'rest',
  name: { 'zh-CN': '休息', en: 'Rest' },
  kind: 'minRestBetweenShifts',
  minMinutes: 1440,
}
const MOST: WorkRule = { ...own, id: 'most', kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: 600 }
const DAYS_OFF: WorkRule = { ...own, id: 'days-off', kind: 'minDaysOffPerWeek', minDays: 1 }

function conflicts(availability: readonly Availability[], rules: readonly WorkRule[], preferences?: RosterPreferences) {
  const people = [{ id: 'p0' }, { id: 'p1' }]
  const { inputs, requirement } = tinyPlan({ people, chats: [2], tickets: [0], rules, inputs: { availability } })
  return conflictsOfPeople(inputs, requirement, preferences)
}

describe('conflictsOfPeople', () => {
  it('finds nothing where everybody has a legal week', () => {
    expect(conflicts([entry('fixedShift', 0, 9, 16, 'long')], [REST, MOST, DAYS_OFF])).toEqual([])
  })

  it('names two fixed shifts and the rule between them, and none of the other rules', () => {
    const two = [entry('fixedShift', 0, 11, 15, 'short'), entry('fixedShift', 1, 9, 13, 'short')]
    expect(conflicts(two, [REST, MOST, DAYS_OFF])).toEqual([
      {
        kind: 'noLegalWeek',
        employeeId: 'p0',
        conflict: [
          { kind: 'rule', ruleId: 'rest', text: 'rule rest "Rest" (minMinutes 1440)' },
          {
            kind: 'fixedShift',
            start: '2026-11-09T11:00+08:00',
            end: '2026-11-09T15:00+08:00',
            templateId: 'short',
            text: 'the fixed shift short at 2026-11-09T11:00+08:00',
          },
          {
            kind: 'fixedShift',
            start: '2026-11-10T09:00+08:00',
            end: '2026-11-10T13:00+08:00',
            templateId: 'short',
            text: 'the fixed shift short at 2026-11-10T09:00+08:00',
          },
        ],
        message:
          'p0 has no legal week: rule rest "Rest" (minMinutes 1440), the fixed shift short at 2026-11-09T11:00+08:00 and ' +
          'the fixed shift short at 2026-11-10T09:00+08:00 cannot all be kept (p0 has 1080 minutes of rest before the ' +
          'shift at 2026-11-10T09:00+08:00; 1440 needed).',
        waysOut: [
          {
            text:
              'let rule rest "Rest" (minMinutes 1440) be broken: p0 has 1080 minutes of rest before the shift at ' +
              '2026-11-10T09:00+08:00; 1440 needed',
            part: expect.objectContaining({ kind: 'rule', ruleId: 'rest' }),
            cost: 24000,
            lostHours: 0,
          },
          {
            text: 'give up the fixed shift short at 2026-11-09T11:00+08:00',
            part: expect.objectContaining({ kind: 'fixedShift', start: '2026-11-09T11:00+08:00' }),
            ...{ cost: 12000, lostHours: 4 },
          },
          {
            text: 'give up the fixed shift short at 2026-11-10T09:00+08:00',
            part: expect.objectContaining({ kind: 'fixedShift', start: '2026-11-10T09:00+08:00' }),
            ...{ cost: 12000, lostHours: 4 },
          },
        ],
      },
    ])
  })

  const summaryOf = (found: ReturnType<typeof conflicts>) =>
    found.map(({ employeeId, conflict, waysOut }) => [
      employeeId,
      conflict.map(({ text }) => text),
      waysOut.map(({ text, cost }) => [text, cost]),
    ])

  it('puts what the law asks after all that a company may change', () => {
    const law: WorkRule = { ...REST, source: 'Labour Law, Article 38' }
    const two = [entry('fixedShift', 0, 11, 15, 'short'), entry('fixedShift', 1, 9, 13, 'short')]
    const [found] = conflicts(two, [law])
    expect(found!.waysOut.map(({ text }) => text)).toEqual([
      'give up the fixed shift short at 2026-11-09T11:00+08:00',
      'give up the fixed shift short at 2026-11-10T09:00+08:00',
      'let rule rest "Rest" (minMinutes 1440), whose source is Labour Law, Article 38, be broken: p0 has 1080 minutes of ' +
        'rest before the shift at 2026-11-10T09:00+08:00; 1440 needed',
    ])
    expect(found!.waysOut.map(({ law }) => law)).toEqual([undefined, undefined, law.source])
  })

  it('names a fixed shift and the time off that it meets', () => {
    const found = conflicts([entry('timeOff', 0, 0, 24), entry('fixedShift', 0, 9, 16, 'long')], [MOST])
    expect(summaryOf(found)).toEqual([
      [
        'p0',
        [
          'the time off from 2026-11-09T00:00+08:00 to 2026-11-10T00:00+08:00',
          'the fixed shift long at 2026-11-09T09:00+08:00',
        ],
        [
          ['move the time off from 2026-11-09T00:00+08:00 to 2026-11-10T00:00+08:00', 18000],
          ['give up the fixed shift long at 2026-11-09T09:00+08:00', 0],
        ],
      ],
    ])
  })

  it('names hours that a rule asks for and time off does not leave', () => {
    const least: WorkRule = { ...own, id: 'least', kind: 'minMinutesPerPeriod', period: 'week', minMinutes: 600 }
    const away = [entry('timeOff', 0, 0, 24 * 6)]
    const found = conflicts(away, [least, DAYS_OFF])
    expect(summaryOf(found)).toEqual([
      [
        'p0',
        ['rule least (minMinutes 600)', 'the time off from 2026-11-09T00:00+08:00 to 2026-11-15T00:00+08:00'],
        [
          [
            'let rule least (minMinutes 600) be broken: p0 works 360 minutes in the week of 2026-11-09; at least 600 needed',
            18000,
          ],
          ['move the time off from 2026-11-09T00:00+08:00 to 2026-11-15T00:00+08:00', 30000],
        ],
      ],
    ])
  })

  it('names locked days and the rule that they break', () => {
    const shift = (day: number) => ({
      ...{ employeeId: 'p0', templateId: 'short', startMs: when(day, 9), endMs: when(day, 13) },
      ...{ breaks: [], queueIds: ['chat'], pinned: false },
    })
    const given = { assignments: [0, 1, 2].map(shift) }
    const dates = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12']
    const locked = new Set(dates.map((date) => personDay('p0', date)))
    const [found, ...others] = conflicts([], [MOST, DAYS_OFF], { given, locked })
    expect(others).toEqual([])
    expect(found!.conflict.map(({ kind, date }) => [kind, date])).toEqual([
      ['rule', undefined],
      ['lockedShift', '2026-11-09'],
      ['lockedShift', '2026-11-10'],
      ['lockedShift', '2026-11-11'],
    ])
    expect(found!.message).toBe(
      'p0 has no legal week: rule most (maxMinutes 600), the locked shift short at 2026-11-09T09:00+08:00, the locked ' +
        'shift short at 2026-11-10T09:00+08:00 and the locked shift short at 2026-11-11T09:00+08:00 cannot all be kept ' +
        '(p0 works 720 minutes in the week of 2026-11-09; at most 600 allowed).',
    )
  })

  it('says why a fixed shift that stands alone cannot be had', () => {
    const [found] = conflicts([entry('fixedShift', 0, 10, 14, 'short')], [])
    expect(found!.message).toBe(
      "p0 has no legal week: the fixed shift short at 2026-11-09T10:00+08:00 alone cannot be kept (p0's shift at " +
        '2026-11-09T10:00+08:00 does not start at a time of template short).',
    )
  })

  it('explains two conflicts of a person one after the other', () => {
    const found = conflicts(
      [
        ...[entry('timeOff', 0, 0, 24), entry('fixedShift', 0, 9, 16, 'long')],
        ...[entry('fixedShift', 3, 11, 15, 'short'), entry('fixedShift', 4, 9, 13, 'short')],
      ],
      [REST],
    )
    expect(found.map(({ conflict }) => conflict.map(({ kind }) => kind))).toEqual([
      ['timeOff', 'fixedShift'],
      ['rule', 'fixedShift', 'fixedShift'],
    ])
  })
})
