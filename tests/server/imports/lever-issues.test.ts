import { expect, test } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { scenarioFrom } from '../../fixtures/scenario-from.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { type BrokenPlan, replaced } from './broken-plan.ts'

const withSettings = (...lines: string[]) =>
  replaced('plan.yaml', 'unplannedShrinkage: 0.05', ['unplannedShrinkage: 0.05', ...lines].join('\n'))
const ESCALATION = '  - { kind: escalation, queue: chat, toQueue: tickets, share: 0.1 }'

const BROKEN_LEVERS: Readonly<Record<string, BrokenPlan>> = {
  'a lever on a queue that is not there': {
    changes: withSettings('levers:', '  - { kind: selfService, queue: chats, share: 0.1 }'),
    message: 'plan.yaml row 8, column levers[0].queue: "chats" is not a queue of plan.yaml. Maybe you meant "chat".',
  },
  'an escalation to a queue that is not there': {
    changes: withSettings('levers:', '  - { kind: escalation, queue: chat, toQueue: senior, share: 0.1 }'),
    message:
      'plan.yaml row 8, column levers[0].toQueue: "senior" is not a queue of plan.yaml. Use one of: chat, tickets.',
  },
  'a lever that ends before it begins': {
    changes: withSettings('levers:', '  - { kind: selfService, share: 0.1, from: 2026-11-12, to: 2026-11-10 }'),
    message:
      'plan.yaml row 8, column levers[0].to: "2026-11-10" is before 2026-11-12. Both dates are included; write the later one here.',
  },
  'shrinkage that ends before it begins': {
    changes: withSettings(
      'shrinkage:',
      '  - { name: training, kind: planned, share: 0.1, from: 2026-11-12, to: 2026-11-10 }',
    ),
    message:
      'plan.yaml row 8, column shrinkage[0].to: "2026-11-10" is before 2026-11-12. Both dates are included; write the later one here.',
  },
  'contacts that are escalated in a circle': {
    changes: withSettings('levers:', ESCALATION, '  - { kind: escalation, queue: tickets, toQueue: chat, share: 0.1 }'),
    message:
      'plan.yaml row 9, column levers[1].toQueue: "chat" leads back to queue "tickets", which the contacts come from. Escalate to a queue that does not escalate to this one, or remove one of the two.',
  },
  'contacts that are escalated to where they are': {
    changes: withSettings('levers:', '  - { kind: escalation, queue: chat, toQueue: chat, share: 0.1 }'),
    message:
      'plan.yaml row 8, column levers[0].toQueue: "chat" leads back to queue "chat", which the contacts come from. Escalate to a queue that does not escalate to this one, or remove one of the two.',
  },
  'a bot that takes everything': {
    changes: withSettings('levers:', '  - { kind: botDeflection, share: 1 }'),
    message: 'plan.yaml row 8, column levers[0].share: "1" is too large. Use less than 1.',
  },
  'an outage on no day of the calendar': {
    changes: withSettings(
      'levers:',
      '  - { kind: botDeflection, share: 0.1, outages: [{ from: "2026-11-31T20:00", to: "2026-12-01T08:00" }] }',
    ),
    message:
      'plan.yaml row 8, column levers[0].outages[0].from: "2026-11-31T20:00" is not a local time such as 2026-11-11T20:00. Correct it.',
  },
  'an outage that ends before it begins': {
    changes: withSettings(
      'levers:',
      '  - { kind: botDeflection, share: 0.1, outages: [{ from: "2026-11-11T20:00", to: "2026-11-11T20:00" }] }',
    ),
    message: 'plan.yaml row 8, column levers[0].outages[0].to: "2026-11-11T20:00" is not after from. Correct it.',
  },
}

test.each(Object.entries(BROKEN_LEVERS))('%s', (_, { changes, message }) => {
  expect(messageOf(() => parsePlanFolder(smallPlan(changes)))).toBe(message)
})

const outage =
  'levers: [{ kind: botDeflection, share: 0.1, outages: [{ from: "2026-03-29T02:30", to: "2026-03-29T05:00" }] }]'

test('an outage at a time that the clocks pass over', () => {
  const inputs = parsePlanFolder(smallPlan())
  const zone = 'Europe/Berlin'
  const text = `id: out\n${outage}\n`
  expect(scenarioFrom('scenarios/out.yaml', text, inputs).levers).toHaveLength(1)
  expect(
    messageOf(() => scenarioFrom('scenarios/out.yaml', text, { ...inputs, settings: { ...inputs.settings, zone } })),
  ).toBe(
    'scenarios/out.yaml row 2, column levers[0].outages[0].from: "2026-03-29T02:30" does not exist in Europe/Berlin: the clocks go forward past it that day. Use the time after the change, or write the offset.',
  )
})

test("a scenario's levers are held to the plan's queues, dates and escalations", () => {
  const inputs = parsePlanFolder(smallPlan(withSettings('levers:', ESCALATION)))
  const text = [
    'id: up',
    'levers:',
    '  - { kind: handlingTime, queue: ticket, seconds: -60 }',
    '  - { kind: selfService, share: 0.1, from: 2026-11-12, to: 2026-11-10 }',
    '  - { kind: escalation, queue: tickets, toQueue: chat, share: 0.1 }',
  ].join('\n')
  expect(messageOf(() => scenarioFrom('scenarios/up.yaml', text, inputs)).split('\n')).toEqual([
    'scenarios/up.yaml row 3, column levers[0].queue: "ticket" is not a queue of plan.yaml. Maybe you meant "tickets".',
    'scenarios/up.yaml row 4, column levers[1].to: "2026-11-10" is before 2026-11-12. Both dates are included; write the later one here.',
    'scenarios/up.yaml row 5, column levers[2].toQueue: "chat" leads back to queue "tickets", which the contacts come from. Escalate to a queue that does not escalate to this one, or remove one of the two.',
  ])
})

function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return (error as Error).message
  }
  return 'accepted'
}
