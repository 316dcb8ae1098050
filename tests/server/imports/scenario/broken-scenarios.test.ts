import { expect, test } from 'vitest'
import { parsePlanFolder } from '../../../../server/imports/plan-folder.ts'
import { scenarioFrom } from '../../../fixtures/scenario-from.ts'
import { smallPlan } from '../../../fixtures/small-plan.ts'

const plain = parsePlanFolder(smallPlan())
/** The plan with a lead time of hiring. */
const hiring = parsePlanFolder(
  smallPlan({ 'plan.yaml': `${smallPlan().get('plan.yaml')}headcount: { hiring: { leadWeeks: 6 } }\n` }),
)

/** Lines after the id, and what is wrong with them; the file's name is left out. */
const BROKEN: Readonly<Record<string, readonly [lines: string, messages: readonly string[]]>> = {
  'a phase without dates': [
    'phases: { peak: { from: 2026-11-11, to: 2026-11-11 } }\nvolume: [{ phase: burst, factor: 2 }]',
    [
      'row 3, column volume[0].phase: "burst" is not a phase of the scenario. Give its dates under phases; they are peak.',
    ],
  ],
  'a phase beside dates': [
    'phases: { peak: { from: 2026-11-11, to: 2026-11-11 } }\nvolume: [{ phase: peak, from: 2026-11-10, factor: 2 }]',
    ['row 3, column volume[0].phase: "peak" stands beside dates. Keep the phase, or from and to.'],
  ],
  'an event that is not there': [
    'events: { cancel: [{ title: Evening life }] }',
    [
      'row 2, column events.cancel[0].title: "Evening life" is not an event of the calendar. Maybe you meant "Evening live".',
    ],
  ],
  'a day on which the event is not': [
    'shocks: [{ event: Evening live, date: 2026-11-11, share: 0.3, queue: chat }]',
    ['row 2, column shocks[0].date: "2026-11-11" is not a day on which it begins. Correct the date.'],
  ],
  'people, groups, contracts and queues that are not there': [
    'hires: [{ count: 1, like: ann, group: cares, contract: full, skills: { chats: 1 } }]',
    [
      'row 2, column hires[0].like: "ann" is not a person of employees.csv. Maybe you meant "an".',
      'row 2, column hires[0].group: "cares" is not a group of plan.yaml. Maybe you meant "care".',
      'row 2, column hires[0].contract: "full" is not a contract of plan.yaml. Use one of: full-time.',
      'row 2, column hires[0].skills.chats: "1" is not a queue of plan.yaml. Maybe you meant "chat".',
    ],
  ],
  'nobody to change': [
    'leavers: [{ group: care }]',
    ['row 2, column leavers[0]: names neither employees nor a group with a count, or both. Correct it.'],
  ],
  'a transfer that changes nothing': [
    'transfers: [{ employees: [bo] }]',
    ['row 2, column transfers[0]: changes nothing. Say toGroup, addSkills or both.'],
  ],
  'an outage that ends before it begins': [
    'outages: [{ from: 2026-11-11T12:00, to: 2026-11-11T11:00 }]',
    ['row 2, column outages[0].to: "2026-11-11T11:00" is not after from. Correct it.'],
  ],
  'a setting that is not there': [
    'settings: [{ set: { queues: { chats: { maxOccupancy: 0.8 } } } }]',
    ['row 2, column settings[0].set.queues.chats: is not there: it has no "chats". Maybe you meant "chat".'],
  ],
  'a setting with a value that it cannot have': [
    'settings: [{ set: { queues: { chat: { maxOccupancy: 80 } } } }]',
    ['row 2, column settings[0]: queues[0].maxOccupancy: "80" is too large. Use at most 1.'],
  ],
  'a negative ramp': [
    'settings: [{ set: { ramp: { weeks: [0, -0.5, 1] } } }]',
    ['row 2, column settings[0]: ramp.weeks[1]: "-0.5" is too small. Use at least 0.'],
  ],
  'a zone of its own': [
    'settings: [{ set: { zone: Europe/London } }]',
    ['row 2, column settings[0].set.zone: "Europe/London" cannot change in a scenario. Make a plan of its own for it.'],
  ],
  'a contract taken from those who have it': [
    'settings: [{ remove: { contracts: [full-time] } }]',
    ['row 2, column settings[0]: contracts: is too short. Use at least 1 items.'],
  ],
  'something added that is there already': [
    'settings: [{ add: { groups: [{ id: care }] } }]',
    ['row 2, column settings[0].add.groups[0]: is there already: "care". Change it under set, or give it another id.'],
  ],
  'something removed that is not there': [
    'settings: [{ remove: { workRules: [rests] } }]',
    ['row 2, column settings[0].remove.workRules[0]: "rests" is not there to be removed. Maybe you meant "rest".'],
  ],
}

const messagesOf = (lines: string, inputs = plain): string[] => {
  try {
    scenarioFrom('scenarios/x.yaml', `id: x\n${lines}`, inputs)
  } catch (error) {
    return (error as Error).message.split('\n')
  }
  return []
}

test.each(Object.entries(BROKEN))('%s: named and refused', (_, [lines, messages]) => {
  expect(messagesOf(lines)).toEqual(messages.map((message) => `scenarios/x.yaml ${message}`))
})

test('hires are refused before the lead time has passed, and taken after it', () => {
  const hire = (startsOn: string) => `hires: [{ count: 2, like: an, requestedOn: 2026-10-01, startsOn: ${startsOn} }]`
  expect(messagesOf(hire('2026-11-09'), hiring)).toEqual([
    'scenarios/x.yaml row 2, column hires[0].startsOn: "2026-11-09" is before 2026-11-12: hiring takes 6 weeks from the request on 2026-10-01. Ask earlier, let them start later, or change leadWeeks.',
  ])
  expect(messagesOf(hire('2026-11-12'), hiring)).toEqual([])
  expect(messagesOf(hire('2026-11-09'), plain)).toEqual([])
  expect(messagesOf('hires: [{ count: 2, like: an, requestedOn: 2026-10-01 }]', hiring)).toEqual([
    'scenarios/x.yaml row 2, column hires[0].requestedOn: "2026-10-01" has no first day beside it. Add startsOn, the first day at work.',
  ])
})
