import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactRow, MemoryPlan } from '../server/imports/contacts/memory-plan.ts'

const FIRST_MS = Date.UTC(2026, 9, 20)
const stamp = (minutes: number): string => new Date(FIRST_MS + minutes * 60_000).toISOString()
const oneOf = (...values: string[]) => fc.constantFrom(...values)

/** Few ids, customers and minutes, so that versions of a contact, repeats, ties and shared conversations are common. */
const row = fc
  .record({
    id: fc.nat(25).map((id) => `t${id}`),
    created: fc.nat(12 * 24 * 60).map((minute) => stamp(minute - (minute % 20))),
    updated: fc.option(
      fc.nat(3).map((day) => stamp(30_000 + day)),
      { nil: '' },
    ),
    queue: oneOf('chat', 'tickets'),
    customer: oneOf('', 'ann', 'bob'),
    order: oneOf('', 'o1', 'o2'),
    agent: oneOf('', 'x', 'y'),
    by: oneOf('', 'human', 'bot'),
    effort: oneOf('', '0', '61', '600.5'),
    session: oneOf('', '90', '1800'),
  })
  .map(contactRow)
const rows = fc.array(row, { minLength: 1, maxLength: 60 })
/** Rows, the same in another order, and where that is cut into parts. */
const shuffled = rows.chain((list) =>
  fc.record({
    list: fc.constant(list),
    order: fc.shuffledSubarray(list, { minLength: list.length }),
    cuts: fc.array(fc.nat(list.length), { maxLength: 3 }),
  }),
)
const HISTORY = 'queue,start,volume\nchat,2026-10-01T09:00,5\nchat,2026-10-01T10:00,6\n'
const planWith = async (...files: string[][][]): Promise<MemoryPlan> => {
  const plan = new MemoryPlan({ 'history.csv': HISTORY })
  for (const file of files) await plan.import(file)
  return plan
}
const partsOf = (list: string[][], cuts: readonly number[]): string[][][] => {
  const ends = [...[...cuts].sort((a, b) => a - b), list.length]
  return ends.map((end, at) => list.slice(ends[at - 1] ?? 0, end))
}

describe('importing contacts', () => {
  it('gives the same ledger and history, byte for byte, whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ list, order }) => {
        expect((await planWith(order)).state).toEqual((await planWith(list)).state)
      }),
      { numRuns: 60 },
    )
  })

  it('counts rows alike whatever their order', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ list, order }) => {
        const [one, other] = [await new MemoryPlan().import(list), await new MemoryPlan().import(order)]
        const sorted = (outcome: typeof one) => ({
          ...outcome.counts,
          queues: outcome.counts.queues.toSorted((a, b) => (a.queue < b.queue ? -1 : 1)),
        })
        expect(sorted(other)).toEqual(sorted(one))
      }),
      { numRuns: 60 },
    )
  })

  it('gives the same when a file is imported in parts, one after another in any order', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ list, order, cuts }) => {
        expect((await planWith(...partsOf(order, cuts))).state).toEqual((await planWith(list)).state)
      }),
      { numRuns: 60 },
    )
  })

  it('changes nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const plan = await planWith(list)
        const before = plan.state
        const { counts, files } = await plan.import(list)
        expect(plan.state).toEqual(before)
        expect(counts).toMatchObject({ accepted: 0, duplicates: list.length })
        expect([...files.keys()].filter((path) => /\d\.csv$/.test(path))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('loses no contact and makes none: each is in the volume or among those of the bot', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const plan = new MemoryPlan()
        const { counts, tally } = await plan.import(list)
        const sums = { volume: 0, repeats: 0, bot: 0 }
        for (const line of plan.history.slice(1)) {
          const [, , volume, , repeats, bot] = line.split(',').map(Number)
          sums.volume += volume!
          sums.repeats += repeats!
          sums.bot += bot!
        }
        const contacts = new Set(list.map(([id]) => id)).size
        expect(sums.volume + sums.bot).toBe(contacts)
        expect(counts).toMatchObject({ accepted: contacts, repeats: sums.repeats, botOnly: sums.bot })
        expect(tally.rows).toBe(counts.accepted + counts.duplicates + tally.rejected + tally.blank)
      }),
      { numRuns: 60 },
    )
  })
})
