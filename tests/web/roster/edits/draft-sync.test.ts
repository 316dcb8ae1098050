import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_CELLS_PER_EDIT } from '../../../../server/contracts/draft-limits.ts'
import { DraftSync, MOST_CELLS } from '../../../../web/features/roster/edits/draft-sync.ts'
import type { Fate } from './memory-draft.ts'
import { cellOf, Desk, OTHERS, PLACES, uuid } from './sync-desk.ts'

const somePeople = fc.subarray(PLACES, { minLength: 1, maxLength: 3 })
const fates: fc.Arbitrary<Fate> = fc.constantFrom('answered', 'answered', 'lostBefore', 'lostAfter')
const stepArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('edit' as const), people: somePeople }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('others' as const), people: somePeople }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('settle' as const), fate: fates }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('tick' as const, 'told' as const, 'online' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('load' as const), tab: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('decide' as const), again: fc.boolean() }) },
)
type Step = typeof stepArbitrary extends fc.Arbitrary<infer Value> ? Value : never

async function take(desk: Desk, step: Step): Promise<void> {
  switch (step.do) {
    case 'edit':
      return desk.edit(step.people)
    case 'others':
      return desk.others(step.people)
    case 'settle':
      return desk.transport.settle(step.fate)
    case 'tick':
      return desk.tick()
    case 'told':
      return desk.sync.noticed(desk.draft.revision)
    case 'online':
      return desk.sync.noticed()
    case 'load':
      return desk.load(uuid(step.tab))
    case 'late':
      return desk.late()
    case 'decide':
      return desk.decide(step.again)
  }
}

test('no edit is lost, repeated or put over what its maker had not seen, whatever fails and whoever else edits', async () => {
  let conflicts = 0
  let stored = 0
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 5, maxLength: 60 }), async (steps) => {
      const desk = new Desk()
      for (const step of steps) {
        await take(desk, step)
        desk.watch()
      }
      desk.sync.noticed()
      await desk.calm()
      const { draft, made } = desk
      expect(desk.sync.status).toMatchObject({ waiting: 0, revision: draft.revision, isKept: true, problem: undefined })
      expect([...desk.storage.keys()].filter((key) => key.includes('unsent'))).toEqual([])
      expect(desk.board).toEqual(draft.cells)

      const own = draft.edits.filter(({ editor }) => editor !== OTHERS)
      expect(new Set(own.map(({ id }) => id)).size).toBe(own.length)
      const log = draft.edits.flatMap(({ cells, editor }) =>
        cells.map(({ employeeId, note }) => ({ place: employeeId, note, isOwn: editor !== OTHERS })),
      )
      const last = new Map<string, string>()
      for (const { place, note, isOwn } of log) {
        const over = last.get(place) ?? ''
        if (isOwn) expect(made).toContainEqual({ note, place, over })
        last.set(place, note)
      }
      for (const [index, { note, place }] of made.entries()) {
        const times = log.filter((entry) => entry.note === note && entry.place === place).length
        const asked = made.filter((other) => other.note === note && other.place === place).length
        expect(times).toBeLessThanOrEqual(asked)
        const since = new Set(
          made
            .slice(index)
            .filter((other) => other.place === place)
            .map((other) => other.note),
        )
        const isReported = desk.conflicted.some((entry) => entry.place === place && since.has(entry.note))
        expect(times > 0 || isReported).toBe(true)
      }
      conflicts += desk.conflicted.length > 0 ? 1 : 0
      stored += own.length
    }),
    { numRuns: 400 },
  )
  expect(conflicts).toBeGreaterThan(40)
  expect(stored).toBeGreaterThan(400)
})

test('edits go out one at a time and in order, and others are shown as they come', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.edit(['anna'])
  desk.edit(['anna', 'ben'])
  desk.others(['chloe'])
  expect([desk.transport.waiting, desk.sync.status.state, desk.sync.status.waiting]).toEqual([1, 'saving', 2])
  await desk.calm()
  expect(desk.draft.edits.map(({ cells }) => cells[0]?.note)).toEqual(['theirs 3', 'mine 1', 'mine 2'])
  expect([desk.sync.status.state, desk.noteAt('chloe')]).toEqual(['saved', 'theirs 3'])
})

test('while the line is down edits wait and are kept; it is tried again later and later', async () => {
  const waits: number[] = []
  const desk = new Desk()
  await desk.transport.settle('answered')
  const sync = new DraftSync({
    ...{ runId: 'run', editor: uuid(1), revision: 0, newId: () => uuid(77), onCells: () => {} },
    transport: { post: () => Promise.reject(new Error('down')), editsAfter: () => Promise.reject(new Error('down')) },
    storage: { getItem: () => null, setItem: () => {}, removeItem: () => {}, keys: () => [] },
    after: (milliseconds, then) => {
      waits.push(milliseconds)
      if (waits.length < 8) setImmediate(then)
      return () => {}
    },
  })
  sync.start()
  sync.add({ kind: 'note', before: [cellOf('anna', '')], after: [cellOf('anna', 'kept')] })
  while (waits.length < 8) await new Promise((done) => setImmediate(done))
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  expect(sync.status).toMatchObject({ state: 'offline', waiting: 1, problem: new Error('down') })
})

test('a cell that somebody else changed first is theirs, the rest of the edit is stored, and mine can follow', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.others(['anna'])
  desk.edit(['anna', 'ben'])
  desk.edit(['anna'])
  await desk.calm()
  const [conflict] = desk.sync.status.conflicts
  expect(desk.sync.status.state).toBe('conflict')
  expect(conflict).toMatchObject({
    kind: 'note',
    by: [OTHERS],
    mine: [{ note: 'mine 3' }],
    theirs: [{ note: 'theirs 1' }],
  })
  expect([desk.noteAt('anna'), desk.noteAt('ben')]).toEqual(['theirs 1', 'mine 2'])
  desk.load()
  await desk.calm()
  expect(desk.sync.status.conflicts).toEqual([{ ...conflict, problem: undefined }])
  const edit = desk.sync.reapply(conflict?.id ?? '')
  expect(edit).toMatchObject({ before: [{ note: 'theirs 1' }], after: [{ note: 'mine 3' }] })
  await desk.calm()
  expect([desk.draft.cells.get('anna 2026-11-09')?.note, desk.sync.status.state]).toEqual(['mine 3', 'saved'])
  expect([...desk.storage.keys()]).toEqual([])
})

test('others are shown when the draft is told to have changed, and what they did before this page began to follow', async () => {
  const desk = new Desk()
  desk.others(['anna'])
  await desk.calm()
  expect(desk.noteAt('anna')).toBe('theirs 1')
  desk.others(['ben'])
  desk.sync.noticed(desk.draft.revision)
  await desk.calm()
  expect([desk.noteAt('ben'), desk.sync.status.revision]).toEqual(['theirs 2', 2])
})

test('after a reload in the same tab, own edits and those built on what was seen of others are no conflict', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.edit(['anna'])
  desk.others(['ben'])
  // The edit is not stored; the event of theirs is read, and theirs edited.
  await desk.transport.settle('lostBefore')
  desk.sync.noticed(desk.draft.revision)
  await desk.transport.settle('answered')
  desk.edit(['ben'])
  await desk.transport.settle('lostAfter')
  desk.tick()
  desk.load()
  desk.edit(['anna'])
  await desk.calm()
  expect(desk.sync.status).toMatchObject({ state: 'saved', conflicts: [] })
  expect([desk.noteAt('anna'), desk.noteAt('ben')]).toEqual(['mine 4', 'mine 3'])
})

test('an edit that was made on an own one before that was stored is no conflict after a reload', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.edit(['anna'])
  desk.edit(['anna'])
  await desk.transport.settle('answered')
  await desk.transport.settle('lostBefore')
  desk.load()
  await desk.calm()
  expect([desk.noteAt('anna'), desk.sync.status.state]).toEqual(['mine 2', 'saved'])
})

test('an edit on top of one that a reload left is put over nothing that came in between', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.edit(['anna'])
  await desk.transport.settle('lostAfter')
  desk.others(['anna'])
  desk.load()
  expect(desk.noteAt('anna')).toBe('mine 1')
  desk.edit(['anna'])
  await desk.calm()
  expect([desk.noteAt('anna'), desk.sync.status.conflicts[0]?.mine[0]?.note]).toEqual(['theirs 2', 'mine 3'])
})

test('what arrives while the board is put away is shown when it is taken out again', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.edit(['anna'])
  desk.others(['ben'])
  desk.sync.stop()
  await desk.transport.settle('answered')
  expect(desk.noteAt('ben')).toBe('')
  desk.sync.start()
  await desk.calm()
  expect([desk.noteAt('anna'), desk.noteAt('ben'), desk.draft.revision]).toEqual(['mine 1', 'theirs 2', 2])
})

test('of a conflict some cells of mine can stand and the others be left', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.others(['anna', 'ben'])
  desk.edit(['anna', 'ben'])
  await desk.calm()
  const [conflict] = desk.sync.status.conflicts
  desk.sync.reapply(conflict?.id ?? '', conflict?.mine.slice(0, 1) ?? [])
  await desk.calm()
  expect([desk.noteAt('anna'), desk.noteAt('ben')]).toEqual(['mine 3', 'theirs 2'])
  expect(desk.sync.status).toMatchObject({ state: 'saved', conflicts: [] })
})

test('an edit that the server refuses is taken back with what was built on it, told, and holds up no other', async () => {
  const desk = new Desk()
  await desk.transport.settle('answered')
  desk.edit(['ben'])
  desk.edit(['anna', 'ben'], 'bad')
  desk.edit(['anna'])
  desk.edit(['chloe'])
  await desk.calm()
  expect([desk.noteAt('anna'), desk.noteAt('ben'), desk.noteAt('chloe')]).toEqual(['', 'mine 1', 'mine 3'])
  const { conflicts, state } = desk.sync.status
  expect(state).toBe('conflict')
  expect(conflicts.map(({ by, mine }) => [by, mine.map(({ note }) => note)])).toEqual([
    [[], ['bad']],
    [[], ['mine 2']],
  ])
  expect(conflicts[0]?.problem).toMatchObject({ code: 'invalidRequest' })
  expect(desk.draft.edits.map(({ cells }) => cells[0]?.note)).toEqual(['mine 1', 'mine 3'])
})

test('a conflict that nobody is the cause of is not sent for ever', async () => {
  const desk = new Desk()
  desk.draft.post = () => {
    throw Object.assign(new Error('The draft has had 100000 edits, its most.'), { code: 'conflict' })
  }
  desk.edit(['anna'])
  await desk.calm()
  expect(desk.transport.posts).toBe(1)
  expect(desk.sync.status).toMatchObject({
    state: 'conflict',
    waiting: 0,
    conflicts: [{ by: [], mine: [{ note: 'mine 1' }] }],
  })
})

test('an edit of more cells than a request takes goes in several', async () => {
  const desk = new Desk()
  const people = Array.from({ length: MOST_CELLS + 1 }, (_, index) => `person-${index}`)
  desk.edit(people)
  await desk.calm()
  expect(desk.draft.edits.map(({ cells }) => cells.length)).toEqual([MOST_CELLS, 1])
  expect(MOST_CELLS).toBeLessThanOrEqual(MAX_CELLS_PER_EDIT)
})

test('what a browser has no room to keep is sent all the same, and said not to be kept', async () => {
  const desk = new Desk()
  desk.storage.set = () => {
    throw new Error('QuotaExceededError')
  }
  desk.edit(['anna'])
  expect(desk.sync.status).toMatchObject({ isKept: false, waiting: 1 })
  await desk.calm()
  expect(desk.sync.status).toMatchObject({ isKept: true, waiting: 0, state: 'saved' })
  expect(desk.draft.edits).toHaveLength(1)
})
