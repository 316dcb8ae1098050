import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { planTasks } from '../../server/jobs/plan-tasks.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { RandomStream } from '../../solver/domain/random.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { buildTestApp, importSmallPlan } from '../server/api/build-test-app.ts'
import { row, workbook, zip } from '../server/imports/tables/write-workbook.ts'
import { below, isFull, makeTries, oneOf, TRIES_MS } from './tries.ts'

/** Of a machine that does nothing else, the start of the process counted in. */
const ANSWERED_WITHIN_MS = 2000
/** Bytes that a bomb unpacks to, and the depth and the number of its parts. */
const [BOMB_BYTES, DEPTH, PARTS] = [64 * 1024 * 1024, 200_000, 2000]
const NAMES = ['tickets.csv', 'tickets.xlsx', 'live.ics', 'tickets.jsonl', '数据', 'tickets.csv.exe']

const CSV = 'id,created_at,queue\n1,2026-11-09T10:05:00+08:00,chat\n2,2026-11-09T10:06:00+08:00,聊天\n'
const BOOK = workbook([{ name: 'A', rows: row(1, ['id', 'created_at']) + row(2, ['1', '2026-11-09 10:05']) }])
const sheet = (xml: string): Buffer => zip({ '[Content_Types].xml': '<Types/>', 'xl/worksheets/sheet1.xml': xml })

/** Files that are small as they come and large when they are opened. */
const BOMBS: readonly Buffer[] = [
  sheet(`<worksheet><sheetData>${' '.repeat(BOMB_BYTES)}</sheetData></worksheet>`),
  sheet('<a>'.repeat(DEPTH)),
  workbook(Array.from({ length: PARTS }, (_, at) => ({ name: `S${at}`, rows: '' }))),
  sheet(`<worksheet><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(DEPTH)}</mergeCells></worksheet>`),
  zip({
    'xl/workbook.xml': `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}">]><workbook>${'&a;'.repeat(DEPTH)}</workbook>`,
  }),
]

/** A good file with some bytes changed, and perhaps its end cut off. */
function spoilt(good: Buffer, random: RandomStream): Buffer {
  const bytes = Buffer.from(good)
  for (let changes = 1 + below(random, oneOf(random, [1, 20])); changes > 0; changes--)
    bytes[below(random, bytes.length)] = below(random, 256)
  return below(random, 3) === 0 ? bytes.subarray(0, below(random, bytes.length)) : bytes
}

test(
  'spoilt files and bombs are read or refused in words, and never end or outgrow the process that reads them',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tideline-files-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const tasks = planTasks()
    let refused = 0
    await makeTries(17, async ({ index, random }) => {
      const good = below(random, 2) === 0 ? BOOK : Buffer.from(CSV)
      // Some are left as they are: who refuses everything refuses these too.
      const isGood = index >= BOMBS.length && index % 4 === 0
      const content = isGood ? good : (BOMBS[index] ?? spoilt(good, random))
      const file = { path: path.join(folder, String(index)), fileName: isGood ? '数据.txt' : oneOf(random, NAMES) }
      await writeFile(file.path, content)
      const startedAt = performance.now()
      // Only a refusal in words may come; a process that ends or fills its memory is another error.
      const answer = await tasks.detect(file, smallPlan(), new AbortController().signal).catch((error) => {
        if (error instanceof PlanningInputError) return undefined
        throw error
      })
      if (isGood) expect(answer, `${file.fileName}, as it was`).toBeDefined()
      if (!answer) refused++
      if (isFull) expect(performance.now() - startedAt).toBeLessThan(ANSWERED_WITHIN_MS)
    })
    expect(refused).toBeGreaterThan(BOMBS.length)
  },
  TRIES_MS,
)

test('while bombs are read that were sent in, others are served', { timeout: 180_000 }, async () => {
  const server = await buildTestApp({ tasks: planTasks() })
  const { id: planId } = await importSmallPlan(server)
  const sent = BOMBS.map((payload, index) =>
    server.app.inject({
      ...{ method: 'POST', url: `/api/plans/${planId}/imports?name=bomb-${index}.xlsx`, payload },
      headers: { 'content-type': 'application/octet-stream' },
    }),
  )
  const ids = (await Promise.all(sent)).map((reply) => {
    expect(reply.statusCode, reply.body).toBe(202)
    return reply.json().id as string
  })
  const stateOf = async (id: string): Promise<string> => (await server.get(`/api/imports/${id}`)).json().state
  let served = 0
  let slowestMs = 0
  const isReading = async () => (await Promise.all(ids.map(stateOf))).includes('detecting')
  while (await isReading()) {
    const askedAt = performance.now()
    expect((await server.get(`/api/plans/${planId}`)).statusCode).toBe(200)
    slowestMs = Math.max(slowestMs, performance.now() - askedAt)
    served++
    await setTimeout(50)
  }
  expect(served).toBeGreaterThan(5)
  if (isFull) expect(slowestMs).toBeLessThan(ANSWERED_WITHIN_MS)
  for (const state of await Promise.all(ids.map(stateOf))) expect(['failed', 'open']).toContain(state)
})
