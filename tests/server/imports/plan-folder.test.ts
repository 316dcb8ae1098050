import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parsePlanFolder, readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { BROKEN_OVERRIDES } from './broken-overrides.ts'
import { BROKEN_PEOPLE } from './broken-people.ts'
import type { BrokenPlan } from './broken-plan.ts'
import { BROKEN_RULES } from './broken-rules.ts'
import { BROKEN_SETTINGS } from './broken-settings.ts'
import { BROKEN_TABLES } from './broken-tables.ts'
import { BROKEN_TARGETS } from './broken-targets.ts'

const GROUPS = [BROKEN_SETTINGS, BROKEN_RULES, BROKEN_PEOPLE, BROKEN_TABLES, BROKEN_OVERRIDES, BROKEN_TARGETS]
const BROKEN_PLANS = Object.assign({}, ...GROUPS) as Readonly<Record<string, BrokenPlan>>

const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    expect(error).toBeInstanceOf(PlanningInputError)
    return (error as Error).message
  }
  return 'no error'
}

describe('a broken plan is refused in full words', () => {
  test('there are as many cases as were written: no two of one name', () => {
    const written = GROUPS.reduce((sum, group) => sum + Object.keys(group).length, 0)
    expect(written).toBeGreaterThan(150)
    expect(Object.keys(BROKEN_PLANS).length).toBe(written)
  })
  for (const [name, { changes, message }] of Object.entries(BROKEN_PLANS)) {
    test(name, () => expect(messageOf(() => parsePlanFolder(smallPlan(changes)))).toBe(message))
  }

  test('everything wrong is told at once', () => {
    const files = smallPlan({
      'employees.csv': smallPlan().get('employees.csv')!.replace('chat:0.9', 'fax:0.9').replace('nursing', 'nurse'),
      'history.csv': smallPlan().get('history.csv')!.replace(',300\n', ',minus\n'),
      'calendar.csv': 'kind,title\n',
    })
    expect(messageOf(() => parsePlanFolder(files)).split('\n')).toHaveLength(5)
  })
})

describe('the small plan', () => {
  const inputs = parsePlanFolder(smallPlan())

  test('is read in full', () => {
    expect(inputs.employees.map(({ id }) => id)).toEqual(['an', 'bo', 'cy', 'di'])
    expect(inputs.employees[0]).toEqual({
      id: 'an',
      name: '安安',
      group: 'care',
      skills: [
        { queueId: 'chat', proficiency: 1 },
        { queueId: 'tickets', proficiency: 1 },
      ],
      contractId: 'full-time',
      hourlyCost: 3250,
      restrictions: [],
      overtimeMinutesThisMonth: 0,
    })
    expect(inputs.employees[2]?.restrictions).toEqual(['nursing'])
    expect(inputs.availability.map(({ kind }) => kind)).toEqual(['fixedShift', 'timeOff', 'dayOffRequest'])
    expect(inputs.previousRoster[0]?.breaks).toEqual([
      { kind: 'meal', paid: false, startMs: Date.UTC(2026, 10, 7, 5), endMs: Date.UTC(2026, 10, 7, 6) },
    ])
    expect(inputs.workRules.map(({ id }) => id)).toEqual(inputs.workRules.map(({ id }) => id).toSorted())
    expect(inputs.workRules.map(({ kind }) => kind)).toContain('noOverlap')
  })

  test('has dense history from the first local midnight', () => {
    const [chat] = inputs.history
    expect(chat?.startsAt).toBe(Date.UTC(2026, 9, 18, 16))
    expect(chat?.volume).toHaveLength(21 * 24)
    expect(chat?.volume[8]).toBeNaN()
    expect(chat?.volume[9]).toBe(8)
    expect(chat?.ahtSeconds[9]).toBe(300)
  })

  test('has a hash of the files that a plan is made from, and of no others', () => {
    const hash = (changes: Record<string, string | undefined>) => parsePlanFolder(smallPlan(changes)).inputHash
    expect(inputs.inputHash).toMatch(/^[0-9a-f]{64}$/)
    expect(hash({ 'README.md': 'new' })).toBe(inputs.inputHash)
    expect(hash({ 'calendar.csv': undefined })).not.toBe(inputs.inputHash)
    expect(hash({ 'availability.csv': `${smallPlan().get('availability.csv')}\n` })).not.toBe(inputs.inputHash)
  })

  test('reads the same with semicolons, tabs, CRLF and a byte order mark', () => {
    for (const separator of [';', '\t']) {
      const changed = [...smallPlan()].map(([path, text]) =>
        path.endsWith('.csv')
          ? [path, `\uFEFF${text.replaceAll(',', separator).replaceAll('\n', '\r\n')}`]
          : [path, text],
      )
      const { inputHash, ...read } = parsePlanFolder(new Map(changed as [string, string][]))
      expect({ ...read, inputHash: '' }).toEqual({ ...inputs, inputHash: '' })
      expect(inputHash).not.toBe(inputs.inputHash)
    }
  })

  test('plans for nobody when history is all zeros', () => {
    const zeros = smallPlan()
      .get('history.csv')!
      .replace(/,\d+,\d+$/gm, ',0,')
    const { history } = parsePlanFolder(smallPlan({ 'history.csv': zeros }))
    expect(history[0]?.volume.filter((volume) => volume > 0)).toHaveLength(0)
  })
})

describe('a plan folder on disk', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'plan-'))
    for (const [path, text] of smallPlan()) writeFileSync(join(folder, path), text)
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const refusal = (read: Promise<unknown>) =>
    read.then(
      () => 'no error',
      (error: Error) => error.message,
    )

  test('is read as the files it holds', async () => {
    expect(await readPlanFolder(folder)).toEqual(smallPlan())
  })

  test('can have its history elsewhere, in the settings or for once', async () => {
    const elsewhere = join(folder, 'export.txt')
    writeFileSync(elsewhere, smallPlan().get('history.csv')!)
    rmSync(join(folder, 'history.csv'))
    expect(parsePlanFolder(await readPlanFolder(folder, elsewhere)).inputHash).toBe(
      parsePlanFolder(smallPlan()).inputHash,
    )
    writeFileSync(join(folder, 'plan.yaml'), `historyFile: ${elsewhere}\n${smallPlan().get('plan.yaml')}`)
    expect(parsePlanFolder(await readPlanFolder(folder)).history).toHaveLength(2)
  })

  test('names the file that is misspelt', async () => {
    rmSync(join(folder, 'history.csv'))
    writeFileSync(join(folder, 'histroy.csv'), '')
    expect(await refusal(readPlanFolder(folder))).toBe(
      'history.csv: the file is missing. Maybe "histroy.csv" is meant: rename it.',
    )
  })

  test('must exist', async () => {
    expect(await refusal(readPlanFolder(join(folder, 'none')))).toBe(
      `${JSON.stringify(join(folder, 'none').slice(0, 60))} does not exist. Name a plan folder, which holds plan.yaml.`,
    )
  })

  test('must be UTF-8, so that no name is read as another', async () => {
    const [before, after] = smallPlan().get('employees.csv')!.split('安安')
    writeFileSync(
      join(folder, 'employees.csv'),
      Buffer.concat([Buffer.from(before!), Buffer.of(0xb0, 0xb2, 0xb0, 0xb2), Buffer.from(after!)]),
    )
    expect(await refusal(readPlanFolder(folder))).toBe(
      'employees.csv row 2: is not UTF-8 text. Save the file as "CSV UTF-8" or convert it: iconv -f GB18030 -t UTF-8.',
    )
  })

  test('must not hold a file beyond 256 MB', async () => {
    writeFileSync(join(folder, 'history.csv'), Buffer.alloc(256 * 1024 * 1024 + 1))
    expect(await refusal(readPlanFolder(folder))).toBe(
      '"history.csv" is larger than 256 MB. Split the file or shorten the history.',
    )
  })
})
