import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { PLANTED_FAULTS, type PlantedFault } from './planted-faults.ts'
import { makeTries, TRIES_MS } from './tries.ts'

const ROOT = join(import.meta.dirname, '../..')
const COPIED = ['server', 'solver', 'tests', 'web', 'package.json', 'tsconfig.json', 'vite.config.ts']
const LINKED = ['node_modules', 'scenarios']
const reportSchema = z.object({ numTotalTests: z.int(), numPassedTests: z.int(), numFailedTests: z.int() })

test('every fault to be planted finds its place in the code', async () => {
  expect(PLANTED_FAULTS.length).toBe(20)
  for (const { what, file, find } of PLANTED_FAULTS) {
    const text = await readFile(join(ROOT, file), 'utf8')
    expect(text.split(find).length - 1, `${what}: ${file}`).toBe(1)
  }
})

/** The repository apart, so that nothing is ever planted in the code that people work on. */
async function copyOfTree(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-planted-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const name of COPIED) {
    await cp(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (source) => !/\/(tests\/output|web\/dist[^/]*)(\/|$)/.test(source),
    })
  }
  for (const name of LINKED) await symlink(join(ROOT, name), join(folder, name))
  return folder
}

/** Runs one test file of a copy. */
async function runTests(tree: string, { caughtBy, testName }: PlantedFault) {
  const report = join(tree, 'report.json')
  await rm(report, { force: true })
  const name = testName === undefined ? [] : ['-t', testName]
  const args = ['run', caughtBy, ...name, '--reporter=json', `--outputFile.json=${report}`]
  const PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  // Of the run that this is a part of, nothing is to be known there.
  const { FAULTS_RECORD: _, VITEST: __, VITEST_WORKER_ID: ___, ...environment } = process.env
  const output = await new Promise<string>((resolve) => {
    const child = spawn('vitest', args, { cwd: tree, env: { ...environment, FAULTS: 'reduced', PATH } })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
    }
    child.once('close', () => resolve(text))
  })
  const text = await readFile(report, 'utf8').catch(() => undefined)
  if (text === undefined) throw new Error(`The tests did not run:\n${output.slice(-3000)}`)
  return { ...reportSchema.parse(JSON.parse(text)), output }
}

test(
  'faults that are planted in our own code are caught',
  async () => {
    const tree = await copyOfTree()
    await makeTries(22, async ({ index }) => {
      const fault = PLANTED_FAULTS[index]!
      const file = join(tree, fault.file)
      const sound = await readFile(file, 'utf8')
      await writeFile(
        file,
        sound.replace(fault.find, () => fault.replace),
      )
      const { numFailedTests, output } = await runTests(tree, fault)
      await writeFile(file, sound)
      expect(
        numFailedTests,
        `"${fault.what}" was not caught by ${fault.caughtBy}:\n${output.slice(-2000)}`,
      ).toBeGreaterThan(0)
    })
  },
  TRIES_MS,
)
