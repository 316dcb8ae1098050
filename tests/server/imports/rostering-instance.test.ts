import { describe, expect, test } from 'vitest'
import { readInstance } from '../../../server/imports/read-instance.ts'
import { parseRosteringInstance } from '../../../server/imports/rostering-instance.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'

const SECTIONS = {
  HORIZON: '14',
  SHIFTS: 'E,480,\nL,600,E',
  STAFF: 'A,E=14|L=3,4800,3360,5,2,2,1\nB,E=14|L=14,4800,0,6,1,1,2',
  DAYS_OFF: 'A,3,4\nB,0',
  SHIFT_ON_REQUESTS: 'A,2,E,2',
  SHIFT_OFF_REQUESTS: 'B,5,L,1',
  COVER: '0,E,1,100,1\n0,L,2,100,1',
}

const textOf = (sections: Partial<Record<keyof typeof SECTIONS, string>>): string =>
  Object.entries({ ...SECTIONS, ...sections })
    .map(([name, lines]) => `SECTION_${name}\n${lines}\n`)
    .join('\n')

const INSTANCE = {
  days: 14,
  shifts: [
    { id: 'E', minutes: 480, notBefore: [] },
    { id: 'L', minutes: 600, notBefore: ['E'] },
  ],
  staff: [
    {
      id: 'A',
      maxShifts: new Map([
        ['E', 14],
        ['L', 3],
      ]),
      ...{ maxMinutes: 4800, minMinutes: 3360, maxConsecutiveShifts: 5, minConsecutiveShifts: 2 },
      ...{ minConsecutiveDaysOff: 2, maxWeekends: 1, daysOff: [3, 4] },
    },
    {
      id: 'B',
      maxShifts: new Map([
        ['E', 14],
        ['L', 14],
      ]),
      ...{ maxMinutes: 4800, minMinutes: 0, maxConsecutiveShifts: 6, minConsecutiveShifts: 1 },
      ...{ minConsecutiveDaysOff: 1, maxWeekends: 2, daysOff: [0] },
    },
  ],
  onRequests: [{ personId: 'A', day: 2, shiftId: 'E', weight: 2 }],
  offRequests: [{ personId: 'B', day: 5, shiftId: 'L', weight: 1 }],
  cover: [
    { day: 0, shiftId: 'E', required: 1, weightUnder: 100, weightOver: 1 },
    { day: 0, shiftId: 'L', required: 2, weightUnder: 100, weightOver: 1 },
  ],
}

describe('an instance', () => {
  test('is read', () => {
    expect(parseRosteringInstance('i.txt', textOf({}))).toEqual(INSTANCE)
  })

  test('may have comments, blank lines, spaces, a byte order mark, other line ends and its sections in any order', () => {
    const untidy = Object.entries(SECTIONS)
      .reverse()
      .map(
        ([name, lines]) =>
          `# ${name}\r\n\r\n SECTION_${name} \r\n# a comment\r\n${lines.replaceAll('\n', ' \r\n').replaceAll(',', ' , ')}\r\n`,
      )
      .join('\r\n')
    expect(parseRosteringInstance('i.txt', `\uFEFF${untidy}`)).toEqual(INSTANCE)
  })

  test.each([
    [
      '',
      'i.txt: "SECTION_HORIZON" is missing. Add it, without lines where there is nothing to say; maybe the file was cut short.',
    ],
    ['14\n', 'i.txt row 1: "14" stands before the first section. Begin with SECTION_HORIZON.'],
    [
      `SECTION_COVERS\n${textOf({})}`,
      'i.txt row 1: "SECTION_COVERS" is not a section. Maybe you meant "SECTION_COVER".',
    ],
    [
      `${textOf({})}SECTION_COVER\n`,
      'i.txt row 25: "SECTION_COVER" begins for the second time. Put its lines into one section.',
    ],
    [textOf({ HORIZON: '' }), 'i.txt: "SECTION_HORIZON" has no line. Write the number of days on one line.'],
    [
      textOf({ HORIZON: '14\n15' }),
      'i.txt row 3: "15" is a second line of the horizon. Write the number of days on one line.',
    ],
    [textOf({ HORIZON: '0' }), 'i.txt row 2: "0" is not a number of days from 1 to 1000. Write a whole number.'],
    [
      textOf({ SHIFTS: 'E,480\nL,600,' }),
      'i.txt row 5: "E,480" has 2 values in the place of 3. Write id, minutes, shifts that may not follow it separated by |.',
    ],
    [
      textOf({ SHIFTS: 'E,1441,\nL,600,' }),
      'i.txt row 5: "1441" is not a number of minutes from 1 to 1440. Write a whole number.',
    ],
    [
      textOf({ SHIFTS: 'E,480,\nL,600,\nE,480,' }),
      'i.txt row 7: "E" is the id of another shift. Give every shift an id of its own.',
    ],
    [textOf({ SHIFTS: 'E,480,\nL,600,E|M' }), 'i.txt row 6: "M" is not the id of a shift. Use one of: E, L.'],
    [
      textOf({ STAFF: 'A,E=14|L=3,48.5,3360,5,2,2,1\nB,E=14|L=14,4800,0,6,1,1,2' }),
      'i.txt row 9: "48.5" is not a number of minutes from 0 to 1000000000. Write a whole number.',
    ],
    [
      textOf({ STAFF: 'A,E=14,4800,3360,5,2,2,1\nB,E=14|L=14,4800,0,6,1,1,2' }),
      'i.txt row 9: "E=14" has no limit of shift L. Add L=14 where there is no limit.',
    ],
    [
      textOf({ STAFF: 'A,E=14|L=1|E=2,4800,3360,5,2,2,1\nB,E=14|L=14,4800,0,6,1,1,2' }),
      'i.txt row 9: "E=2" limits a shift that is limited already. Keep one of the two.',
    ],
    [
      textOf({ STAFF: 'A,E=14|L=1,3000,3360,5,2,2,1\nB,E=14|L=14,4800,0,6,1,1,2' }),
      'i.txt row 9: "3360" minutes at least are more than the 3000 at most. Maybe swap the two.',
    ],
    [textOf({ DAYS_OFF: 'C,1' }), 'i.txt row 13: "C" is not the id of an employee. Use one of: A, B.'],
    [textOf({ DAYS_OFF: 'A,14' }), 'i.txt row 13: "14" is not a number of day from 0 to 13. Write a whole number.'],
    [textOf({ SHIFT_ON_REQUESTS: 'A,2,X,2' }), 'i.txt row 17: "X" is not the id of a shift. Use one of: E, L.'],
    [
      textOf({ SHIFT_OFF_REQUESTS: 'A,2,E,-2' }),
      'i.txt row 20: "-2" is not a number of weight from 0 to 1000000000. Write a whole number.',
    ],
    [
      textOf({ COVER: '0,E,1,100,1\n0,E,2,100,1' }),
      'i.txt row 24: "0, E" is a day and shift whose cover line 23 gives already. Keep one of the two lines.',
    ],
  ])('is refused with the line and what to do: case %#', (text, message) => {
    expect(refusal(text).split('\n')[0]).toBe(message)
  })

  test('is refused with everything that is wrong at once', () => {
    const wrong = textOf({ DAYS_OFF: 'C,1', COVER: '99,E,1,100,1' })
    expect(refusal(wrong).split('\n')).toHaveLength(2)
  })
})

function refusal(text: string): string {
  try {
    parseRosteringInstance('i.txt', text)
  } catch (error) {
    if (error instanceof PlanningInputError) return error.message
    throw error
  }
  return 'nothing was wrong'
}

describe('its domain data', () => {
  const { inputs, horizon } = readInstance('i.txt', textOf({}))

  test('has one rule for all who have the same limit, and none that cannot bind', () => {
    expect(inputs.workRules.map(({ id, appliesTo }) => [id, appliesTo?.employees?.join() ?? 'all'])).toEqual([
      ['after-L', 'all'],
      ['as-templates-allow', 'all'],
      ['asked-against', 'all'],
      ['asked-for', 'all'],
      ['at-most-3-of-L', 'A'],
      ['cover-E-1-100-1', 'all'],
      ['cover-L-2-100-1', 'all'],
      ['in-a-row-at-least-2', 'A'],
      ['in-a-row-at-most-5', 'A'],
      ['in-a-row-at-most-6', 'B'],
      ['minutes-at-least-3360', 'A'],
      ['minutes-at-most-4800', 'A,B'],
      ['off-at-least-2', 'A'],
      ['one-shift-a-day', 'all'],
      ['time-off', 'all'],
      ['weekends-at-most-1', 'A'],
    ])
  })

  test('begins on a Monday in UTC and ends after its days', () => {
    expect(new Date(horizon.startsAt).toUTCString()).toBe('Mon, 01 Jan 2024 00:00:00 GMT')
    expect(horizon.intervals).toBe(14 * 24)
    expect(inputs.settings.shiftTemplates.map(({ id, lengthMinutes }) => [id, lengthMinutes])).toEqual([
      ['E', 480],
      ['L', 600],
    ])
  })
})
