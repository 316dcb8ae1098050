import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { InstantSettings } from '../../../server/contracts/queue-targets.ts'
import { readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { changeTargets, storedTargets } from '../../../server/jobs/change-targets.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'

const BEAUTY = join(import.meta.dirname, '../../../scenarios/beauty-50')

const CHAT: InstantSettings = {
  kind: 'instant',
  target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 },
  targets: [],
  presets: [],
  priority: 5,
  meanPatienceSeconds: 300,
  maxOccupancy: 1,
}
const ANSWERED = { kind: 'answeredWithin', share: 0.9, seconds: 30, over: 'week' } as const

const yamlOf = (changes: ReadonlyMap<string, string> | undefined) => changes?.get('plan.yaml') ?? 'unchanged'
const planWith = (replace: (yaml: string) => string) => {
  const files = smallPlan()
  return new Map(files).set('plan.yaml', replace(files.get('plan.yaml')!))
}
const chatOf = (files: ReadonlyMap<string, string>) => storedTargets(files).queues[0]!.settings

test('the targets of a plan are read with what its file leaves to defaults', () => {
  const { plannedVolume, queues } = storedTargets(smallPlan())
  expect(plannedVolume).toEqual({ planFor: 'mean' })
  expect(queues).toMatchObject([
    { id: 'chat', name: 'chat', channel: 'chat', ahtSeconds: 300, concurrency: 2, capacityCurve: [0, 1, 1.6] },
    { id: 'tickets', channel: 'ticket', ahtSeconds: 600, concurrency: 1, capacityCurve: [0, 1] },
  ])
  expect(queues[0]!.settings).toEqual(CHAT)
  expect(queues[0]!.openHours).toEqual([{ from: '09:00', to: '19:00', weekdays: [1, 2, 3, 4, 5, 6, 7] }])
  const target = { serviceLevelTarget: 0.95, finishWithinHours: 4, deadlineClock: 'open' }
  expect(queues[1]!.settings).toEqual({ kind: 'deferred', target, targets: [], presets: [] })
})

test('only what differs from the defaults is written, and only there', async () => {
  const files = await readPlanFolder(BEAUTY)
  const yaml = await readFile(join(BEAUTY, 'plan.yaml'), 'utf8')
  const seen = storedTargets(files).queues[0]!.settings as InstantSettings
  const window = [{ from: '09:00', to: '23:00', weekdays: [1, 2, 3, 4, 5, 6, 7] }]
  const settings: InstantSettings = {
    ...seen,
    target: { ...seen.target, serviceLevelTarget: 0.85 },
    targets: [{ ...ANSWERED, window, over: 'day' }],
    priority: 2,
    maxOccupancy: 1,
  }
  const done = changeTargets(files, { queueId: 'presales-chat', settings })
  expect(yamlOf(done?.files)).toBe(
    yaml
      .replace(
        'target: { serviceLevelTarget: 0.8, answerWithinSeconds: 30 }\n    meanPatienceSeconds: 180\n',
        'target: { serviceLevelTarget: 0.85, answerWithinSeconds: 30 }\n' +
          '    targets:\n' +
          '      - { kind: answeredWithin, share: 0.9, seconds: 30, over: day, window: [ { from: "09:00", to: "23:00" } ] }\n' +
          '    priority: 2\n' +
          '    meanPatienceSeconds: 180\n',
      )
      .replace('    maxOccupancy: 0.9\n', ''),
  )
  expect(done?.queues[0]?.settings).toEqual(settings)
  // And back again: byte for byte the file that it was, but for where an absent setting is put.
  const back = changeTargets(new Map(files).set('plan.yaml', yamlOf(done?.files)), {
    queueId: 'presales-chat',
    settings: seen,
  })
  expect(yamlOf(back?.files).split('\n').toSorted()).toEqual(yaml.split('\n').toSorted())
}, 30_000)

test('what the file says already is not written again', () => {
  expect(changeTargets(smallPlan(), { queueId: 'chat', settings: CHAT })?.files.size).toBe(0)
  const spelled = planWith((yaml) =>
    yaml.replace('    concurrency: 2\n', '    priority: 5 # as usual\n    concurrency: 2\n'),
  )
  const done = changeTargets(spelled, { queueId: 'chat', settings: { ...CHAT, maxOccupancy: 0.9 } })
  expect(yamlOf(done?.files)).toContain('    maxOccupancy: 0.9\n    priority: 5 # as usual\n')
})

test('the planned volume is changed, and taken back without a trace', () => {
  const files = smallPlan()
  const done = changeTargets(files, { plannedVolume: { planFor: 'mean', assurance: 0.8 } })
  expect(yamlOf(done?.files)).toBe(
    files.get('plan.yaml')!.replace('unplannedShrinkage: 0.05\n', 'unplannedShrinkage: 0.05\nassurance: 0.8\n'),
  )
  expect(done?.plannedVolume).toEqual({ planFor: 'mean', assurance: 0.8 })
  const back = changeTargets(new Map([...files, ...done!.files]), { plannedVolume: { planFor: 'mean' } })
  expect(yamlOf(back?.files)).toBe(files.get('plan.yaml'))
})

test('a target that queues share by an anchor is changed for the one alone', () => {
  const shared = planWith((yaml) =>
    yaml
      .replace(
        'target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 }',
        'target: &fast\n      serviceLevelTarget: 0.8\n      answerWithinSeconds: 60 # agreed',
      )
      .replace(
        '  - id: tickets\n',
        '  - id: phone\n    channel: phone\n    openHours: [{ from: "09:00", to: "19:00" }]\n    ahtSeconds: 200\n    target: *fast\n    analogy: { queue: chat, scale: 1 }\n  - id: tickets\n',
      ),
  )
  const settings = { ...CHAT, target: { serviceLevelTarget: 0.9, answerWithinSeconds: 60 } }
  const done = changeTargets(shared, { queueId: 'chat', settings })
  const [chat, phone] = done!.queues
  expect([chat!.settings.target.serviceLevelTarget, phone!.settings.target.serviceLevelTarget]).toEqual([0.9, 0.8])
  expect(yamlOf(done?.files)).toContain('serviceLevelTarget: 0.9\n      answerWithinSeconds: 60 # agreed\n')
})

test('settings that cannot be changed alone are refused in words', () => {
  // The number of one target is the patience of another queue: an anchor inside of what is replaced whole.
  const entangled = planWith((yaml) =>
    yaml.replace(
      '    meanPatienceSeconds: 300\n',
      '    targets:\n      - { kind: presence, agents: &n 2 }\n      - { kind: presence, agents: 3 }\n    priority: *n\n',
    ),
  )
  const seen = chatOf(entangled) as InstantSettings
  const wanted = { queueId: 'chat', settings: { ...seen, targets: seen.targets.slice(1) } }
  const refusal = (() => {
    try {
      return changeTargets(entangled, wanted)
    } catch (error) {
      return error
    }
  })()
  expect(refusal).toBeInstanceOf(PlanningInputError)
})

test('a plan that the change would break is refused with the places that are wrong', () => {
  const settings: InstantSettings = {
    ...CHAT,
    targets: [{ ...ANSWERED, window: [{ from: '23:00', to: '09:00', weekdays: [1] }] }],
  }
  expect(() => changeTargets(smallPlan(), { queueId: 'chat', settings })).toThrow(
    /plan\.yaml row \d+, column queues\[0\]\.targets\[0\]\.window\[0\]/,
  )
  const deferred = chatOf(smallPlan())
  expect(() => changeTargets(smallPlan(), { queueId: 'tickets', settings: deferred })).toThrow(
    'does not fit queue "tickets", whose channel is ticket',
  )
  expect(changeTargets(smallPlan(), { queueId: 'nobody', settings: deferred })).toBeUndefined()
})
