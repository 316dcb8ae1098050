import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { changeYaml } from '../../../server/imports/edit-yaml.ts'

const PLAN = `# Head of the file.
currency:   CNY      # three letters
planFor: mean
queues:
  - id: chat     # first
    target: # agreed in May
      share: 0.8   # until 618
      within: 30
      # the end of the target

    # before the presets
    presets:
      - a   # old
      - b
    openHours: [{ from: "08:00",   to: '25:00' }]
  - { id: phone, target: {share: .9,  within: 20} , patience: 60 }
  - id: mail
    note: >
      folded
      text
groups: [ x,y ]
`

const PATH = ['queues', 0]
const change = (path: (string | number)[], before: unknown, after: unknown, order?: string[]) =>
  changeYaml(PLAN, { path, before, after, ...(order ? { order } : {}) })

/** What differs: the lines that go and those that come. */
function differences(after: string, before = PLAN): string[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ]
}

test('a changed value is replaced alone: comments, spaces and quotes around it stay', () => {
  const target = { share: 0.8, within: 30 }
  expect(change([...PATH, 'target'], target, { ...target, share: 0.85 })).toBe(PLAN.replace('0.8 ', '0.85 '))
  expect(change(['queues', 1, 'target', 'within'], 20, 25)).toBe(PLAN.replace('within: 20', 'within: 25'))
  expect(change([...PATH, 'presets'], ['a', 'b'], ['c', 'b'])).toBe(PLAN.replace('- a ', '- c '))
})

test('a new setting comes after its neighbour, in the way its map is written', () => {
  const order = ['target', 'targets', 'presets']
  expect(differences(change([...PATH, 'targets'], undefined, [{ kind: 'x', share: 0.9 }], order))).toEqual([
    '+     targets:',
    '+       - { kind: x, share: 0.9 }',
  ])
  expect(change([...PATH, 'targets'], undefined, ['q'], order)).toContain(
    '# until 618\n      within: 30\n    targets: [ q ]\n',
  )
  expect(differences(change(['queues', 1, 'priority'], undefined, 2, ['target', 'priority']))).toContain(
    '+   - { id: phone, target: {share: .9,  within: 20}, priority: 2 , patience: 60 }',
  )
  expect(change(['assurance'], undefined, 0.8, ['currency', 'planFor', 'assurance'])).toBe(
    PLAN.replace('planFor: mean\n', 'planFor: mean\nassurance: 0.8\n'),
  )
  expect(change(['queues', 2, 'z'], undefined, 1)).toBe(PLAN.replace('      text\n', '      text\n    z: 1\n'))
})

test('a list takes more at its end and is written anew when it gets shorter', () => {
  expect(change([...PATH, 'presets'], ['a', 'b'], ['a', 'b', 'c'])).toBe(PLAN.replace('- b\n', '- b\n      - c\n'))
  expect(change([...PATH, 'presets'], ['a', 'b'], ['b'])).toBe(PLAN.replace('- a   # old\n      - b\n', '- b\n'))
  expect(change(['groups'], ['x', 'y'], ['x', 'y', 'z'])).toBe(PLAN.replace('[ x,y ]', '[ x,y, z ]'))
})

test('a setting that goes takes its line along, or its place in the braces', () => {
  expect(change(['planFor'], 'mean', undefined)).toBe(PLAN.replace('planFor: mean\n', ''))
  expect(change(['queues', 1, 'patience'], 60, undefined)).toBe(PLAN.replace(' , patience: 60', ''))
  expect(change(['queues', 1, 'id'], 'phone', undefined)).toBe(PLAN.replace('id: phone, ', ''))
  expect(change([...PATH, 'id'], 'chat', undefined)).toBe(PLAN.replace('id: chat     # first\n    ', ''))
  expect(change([...PATH, 'absent'], 1, undefined)).toBe(PLAN)
})

test('files of Windows keep their line ends, and a last line without an end gets none', () => {
  const windows = PLAN.replaceAll('\n', '\r\n')
  const changed = changeYaml(windows, { path: ['planFor'], before: 'mean', after: undefined })
  expect(changed).toBe(windows.replace('planFor: mean\r\n', ''))
  const more = changeYaml(windows, { path: ['queues', 0, 'presets'], before: ['a', 'b'], after: ['a', 'b', 'c'] })
  expect(more).toBe(windows.replace('- b\r\n', '- b\r\n      - c\r\n'))
  expect(changeYaml('a: 1', { path: ['b'], before: undefined, after: 2 })).toBe('a: 1\nb: 2')
})

test('settings that refer to a changed value keep what they say', () => {
  const shared = `a: &t { share: 0.8 } # one\nb: *t # two\nc: *t\n`
  expect(changeYaml(shared, { path: ['a'], before: { share: 0.8 }, after: { share: 0.9 } })).toBe(
    'a: { share: 0.9 } # one\nb: &t { share: 0.8 } # two\nc: *t\n',
  )
  expect(changeYaml(shared, { path: ['b'], before: { share: 0.8 }, after: { share: 0.9 } })).toBe(
    'a: &t { share: 0.8 } # one\nb: { share: 0.9 } # two\nc: *t\n',
  )
  const block = 'a: &t # why\n  share: 0.8\nb: *t\n'
  expect(changeYaml(block, { path: ['a'], before: { share: 0.8 }, after: { share: 0.9 } })).toBe(
    'a: # why\n  share: 0.9\nb: &t { share: 0.8 }\n',
  )
  expect(changeYaml('a: &n 5\nb: *n\n', { path: ['a'], before: 5, after: undefined })).toBe('b: &n 5\n')
})

test('whatever is changed, the file says that and nothing else new', () => {
  const json = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.boolean())
  const value = fc.option(
    fc.oneof(json, fc.array(json, { minLength: 1, maxLength: 3 }), fc.dictionary(fc.constantFrom('share', 'x'), json)),
    { nil: undefined },
  )
  const place = fc.constantFrom<(string | number)[]>(
    ...[['planFor'], ['groups'], ['new'], ['queues', 0, 'target'], ['queues', 0, 'presets'], ['queues', 0, 'new']],
    ...[
      ['queues', 1, 'target'],
      ['queues', 1, 'patience'],
      ['queues', 1, 'new'],
      ['queues', 2, 'note'],
    ],
  )
  let changes = 0
  fc.assert(
    fc.property(place, value, (path, after) => {
      const expected = parse(PLAN)
      const parent = path.slice(0, -1).reduce((node, key) => node[key], expected)
      const key = path.at(-1)!
      const before = parent[key]
      if (after === undefined) delete parent[key]
      else parent[key] = after
      const text = changeYaml(PLAN, { path, before, after })
      expect(parse(text)).toEqual(JSON.parse(JSON.stringify(expected)))
      for (const comment of PLAN.match(/# (Head|three|first|before|until).*/g)!) {
        if (!/May|until/.test(comment) || path[2] !== 'target') expect(text).toContain(comment)
      }
      if (text !== PLAN) changes++
    }),
    { numRuns: 400 },
  )
  expect(changes).toBeGreaterThan(200)
})
