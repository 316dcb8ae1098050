import { smallPlan } from '../../fixtures/small-plan.ts'
import { type BrokenPlan, replaced } from './broken-plan.ts'

const plan = (from: string, to: string) => replaced('plan.yaml', from, to)

/** Every way of breaking plan.yaml that the reader must name, with the whole of what it says. */
export const BROKEN_SETTINGS: Readonly<Record<string, BrokenPlan>> = {
  'no plan.yaml': {
    changes: { 'plan.yaml': undefined },
    message:
      'plan.yaml: the file is missing. The files found are: availability.csv, calendar.csv, employees.csv, history.csv, previous-roster.csv.',
  },
  'unknown setting': {
    changes: plan('currency: CNY', 'currency: CNY\nintervalMinute: 60'),
    message: 'plan.yaml row 6, column intervalMinute: "60" is not a known setting. Maybe you meant "intervalMinutes".',
  },
  'missing setting': {
    changes: plan('currency: CNY\n', ''),
    message: 'plan.yaml, column currency: the setting is missing. Add it (a string).',
  },
  'missing setting of several forms': {
    changes: plan('intervalMinutes: 60\n', ''),
    message: 'plan.yaml, column intervalMinutes: the setting is missing. Add it (5 or 10 or 15 or 20 or 30 or 60).',
  },
  'a name in an unknown language': {
    changes: plan('{ zh-CN: 小队, en: Small team }', '{ fr: Equipe }'),
    message: 'plan.yaml row 2, column name: does not fit. Use a string or a map of the right settings.',
  },
  'aliases that multiply': {
    changes: plan(
      'name:',
      `a: &a [x, x, x, x, x, x, x, x, x]\n${['b', 'c', 'd', 'e', 'f']
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[at]}`).join(', ')}]\n`)
        .join('')}name:`,
    ),
    message:
      'plan.yaml: cannot be read as YAML: Excessive alias count indicates a resource exhaustion attack. Write the text out in the place of its aliases (*name).',
  },
  'an alias of nothing': {
    changes: plan('currency: CNY', 'currency: *home'),
    message:
      'plan.yaml: cannot be read as YAML: Unresolved alias (the anchor must be set before the alias): home. Write the text out in the place of its aliases (*name).',
  },
  'two documents': {
    changes: { 'plan.yaml': `${smallPlan().get('plan.yaml')}---\nzone: UTC\n` },
    message:
      'plan.yaml row 39: cannot be read as YAML: Source contains multiple documents. Check indentation, quotes and colons.',
  },
  'a start time twice': {
    changes: plan('"09:00", "10:00"', '"09:00", "9:00"'),
    message:
      'plan.yaml row 31, column shiftTemplates[0].startTimes[1]: "9:00" stands twice among the start times. Remove one.',
  },
  'a cost beyond arithmetic': {
    changes: plan('concurrency: 2', 'concurrency: 2\n    understaffingCostPerHour: 9007199254740991'),
    message:
      'plan.yaml row 15, column queues[0].understaffingCostPerHour: "9007199254740991" is too large. Use at most 1000000000.',
  },
  'a penalty beyond arithmetic': {
    changes: plan('penaltyPerUnit: 5000', 'penaltyPerUnit: 9007199254740991'),
    message:
      'plan.yaml row 38, column workRules[2].penaltyPerUnit: "9007199254740991" is too large. Use at most 1000000000.',
  },
  'a backlog that nobody could simulate': {
    changes: plan('ahtSeconds: 600', 'ahtSeconds: 600\n    openingBacklog: 1e9'),
    message: 'plan.yaml row 20, column queues[1].openingBacklog: "1000000000" is too large. Use at most 1000000.',
  },
  'wrong type': {
    changes: plan('unplannedShrinkage: 0.05', 'unplannedShrinkage: five'),
    message: 'plan.yaml row 6, column unplannedShrinkage: "five" is of the wrong type. Write a number.',
  },
  'interval off the list': {
    changes: plan('intervalMinutes: 60', 'intervalMinutes: 45'),
    message: 'plan.yaml row 4, column intervalMinutes: "45" does not fit. Use 5 or 10 or 15 or 20 or 30 or 60.',
  },
  'impossible target': {
    changes: plan('serviceLevelTarget: 0.8', 'serviceLevelTarget: 1'),
    message:
      'plan.yaml row 12, column queues[0].target.serviceLevelTarget: "1" can never be reached with certainty; use a share below 1 such as 0.95. Use less than 1.',
  },
  'percent for a share': {
    changes: plan('serviceLevelTarget: 0.8', 'serviceLevelTarget: 80'),
    message:
      'plan.yaml row 12, column queues[0].target.serviceLevelTarget: "80" can never be reached with certainty; use a share below 1 such as 0.95. Use less than 1.',
  },
  'deadline shorter than the work': {
    changes: plan('finishWithinHours: 4', 'finishWithinHours: 0.1'),
    message:
      'plan.yaml row 20, column queues[1].target.finishWithinHours: "0.1" can never be met: handling one ticket takes 600 s. Allow more hours or lower ahtSeconds.',
  },
  'unknown channel': {
    changes: plan('channel: ticket', 'channel: tickets'),
    message:
      'plan.yaml row 17, column queues[1].channel: "tickets" is not a known kind. Use one of: phone, chat, ticket.',
  },
  'unknown time zone': {
    changes: plan('zone: Asia/Shanghai', 'zone: Asia/Beijing'),
    message:
      'plan.yaml row 3, column zone: "Asia/Beijing" is not a known time zone. Use an IANA name such as Asia/Shanghai or Europe/London.',
  },
  'unknown time zone of a group': {
    changes: plan('- id: care', '- { id: care, zone: America/Los_Angelos }'),
    message:
      'plan.yaml row 22, column groups[0].zone: "America/Los_Angelos" is not a known time zone. Use an IANA name such as Asia/Shanghai or Europe/London.',
  },
  'a group whose clock is parts of an interval away': {
    changes: plan('- id: care', '- { id: care, zone: Asia/Kathmandu }'),
    message:
      'plan.yaml row 22, column groups[0].zone: "Asia/Kathmandu" has clocks that differ from those of Asia/Shanghai by a part of an interval of 60 minutes, so that its shifts would start within intervals. Use intervals of 15 minutes or less, on which all clocks agree.',
  },
  'unknown rule pack': {
    changes: plan('[cn-standard]', '[cn-standart]'),
    message: 'plan.yaml row 34, column rulePacks[0]: "cn-standart" is not a rule pack. Maybe you meant "cn-standard".',
  },
  'rule id of a pack': {
    changes: plan('id: rest,', 'id: cn-max-day,'),
    message:
      'plan.yaml, column workRules: "cn-max-day" is the id of two work rules. Give your own rule another id; the rules of the packs keep theirs.',
  },
  'unknown group of a template': {
    changes: plan('startTimes: ["09:00", "10:00"]', 'startTimes: ["09:00"]\n    groups: [caring]'),
    message: 'plan.yaml row 32, column shiftTemplates[0].groups[0]: "caring" is not a group. Use one of: care.',
  },
  'unknown contract of a rule': {
    changes: plan('minMinutes: 660,', 'minMinutes: 660, appliesTo: { contracts: [part] },'),
    message:
      'plan.yaml row 36, column workRules[0].appliesTo.contracts[0]: "part" is not a contract. Use one of: full-time.',
  },
  'queue twice': {
    changes: plan('id: tickets', 'id: chat'),
    message:
      'plan.yaml row 16, column queues[1].id: "chat" stands twice among the queues. Give one of the two another id.',
  },
  'shift start off the grid': {
    changes: plan('"10:00"]', '"10:20"]'),
    message:
      'plan.yaml row 31, column shiftTemplates[0].startTimes[1]: "10:20" is off the grid of 60-minute intervals. Use a multiple of 60 minutes, or a smaller intervalMinutes.',
  },
  'break that may overrun': {
    changes: plan('latestStartMinutes: 240', 'latestStartMinutes: 540'),
    message: 'plan.yaml row 33, column shiftTemplates[0].breaks[0]: may run past the end of the shift. Correct it.',
  },
  'broken YAML': {
    changes: plan('queues:', 'queues: ['),
    message:
      'plan.yaml row 8: cannot be read as YAML: Nested mappings are not allowed in compact mappings. Check indentation, quotes and colons.',
  },
}
