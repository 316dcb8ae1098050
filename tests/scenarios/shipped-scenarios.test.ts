import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../scenarios/catalogue.ts'
import { bankTables } from '../../scenarios/generate/bank.ts'
import { beauty50Tables } from '../../scenarios/generate/beauty-50.ts'
import { fridayEveningTables } from '../../scenarios/generate/friday-evening.ts'
import { poisson, uniform } from '../../scenarios/generate/random.ts'
import { resourcePlanTables } from '../../scenarios/generate/resource-plan.ts'
import { twoSitesTables } from '../../scenarios/generate/two-sites.ts'
import { parsePlanFolder, readPlanFolder } from '../../server/imports/plan-folder.ts'
import { planScenarios } from '../../server/jobs/plan-scenarios.ts'
import { assignmentPaidMinutes } from '../../solver/domain/roster.ts'

const root = join(import.meta.dirname, '..', '..')
const scenarios = join(root, 'scenarios')
const inputsOf = async (id: string) => parsePlanFolder(await readPlanFolder(join(scenarios, id)))

test('the catalogue lists every plan folder, and each can be read with its scenarios', async () => {
  const folders = readdirSync(scenarios, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const plans = folders.map(({ name }) => name).filter((name) => name !== 'generate')
  expect(CATALOGUE.map(({ id }) => id).toSorted()).toEqual(plans.toSorted())
  for (const { folder } of CATALOGUE) {
    const files = await readPlanFolder(join(root, folder))
    const inputs = parsePlanFolder(files)
    const shipped = [...files.keys()].filter((path) => path.startsWith('scenarios/'))
    expect(planScenarios(files, inputs)).toHaveLength(1 + shipped.length)
  }
})

describe('the generators write what is in the repository, byte for byte', () => {
  for (const [id, tables] of [
    ['beauty-50', beauty50Tables],
    ['bank', bankTables],
    ['two-sites', twoSitesTables],
    ['resource-plan', resourcePlanTables],
    ['friday-evening', fridayEveningTables],
  ] as const) {
    test(id, () => {
      const written = tables()
      expect(written.size).toBeGreaterThanOrEqual(2)
      for (const [path, text] of written) {
        expect(text === readFileSync(join(scenarios, id, path), 'utf8'), `${id}/${path} differs`).toBe(true)
      }
    })
  }
})

describe('beauty-50', () => {
  test('is the team of 20, 25 and 5, each group on queues of its own', async () => {
    const { employees } = await inputsOf('beauty-50')
    const groups = Map.groupBy(employees, ({ group }) => group)
    expect([...groups].map(([group, people]) => [group, people.length])).toEqual([
      ['aftersales', 25],
      ['complaints', 5],
      ['presales', 20],
    ])
    const queues = [...groups.values()].map(
      (people) => new Set(people.flatMap(({ skills }) => skills.map(({ queueId }) => queueId))),
    )
    expect(queues.reduce((sum, set) => sum + set.size, 0)).toBe(new Set(queues.flatMap((set) => [...set])).size)
  })

  test('has 44 weeks of history that end with the day before the default week', async () => {
    const { history } = await inputsOf('beauty-50')
    expect(history).toHaveLength(5)
    for (const { startsAt, volume, intervalMinutes } of history) {
      expect(startsAt).toBe(Date.parse('2026-01-05T00:00+08:00'))
      expect((volume.length * intervalMinutes) / 1440).toBe(44 * 7)
    }
  })

  test('follows on a legal roster, some of whose Sunday shifts reach into Monday', async () => {
    const { previousRoster } = await inputsOf('beauty-50')
    const monday = Date.parse('2026-11-09T00:00+08:00')
    expect(previousRoster.filter(({ endMs }) => endMs > monday).length).toBeGreaterThan(2)
    for (const shifts of Map.groupBy(previousRoster, ({ employeeId }) => employeeId).values()) {
      shifts.slice(1).forEach((shift, index) => {
        expect(shift.startMs - shifts[index]!.endMs).toBeGreaterThanOrEqual(11 * 3_600_000)
      })
      for (const shift of shifts) expect([480, 300]).toContain(assignmentPaidMinutes(shift))
    }
  })
})

test('the synthetic counts are Poisson: mean and variance agree, large means included', () => {
  const next = uniform(7)
  for (const mean of [0, 0.5, 12, 900]) {
    const counts = Array.from({ length: 4000 }, () => poisson(mean, next))
    const average = counts.reduce((sum, count) => sum + count, 0) / counts.length
    const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / counts.length
    expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / counts.length))
    expect(Math.abs(variance - mean)).toBeLessThanOrEqual(0.12 * mean)
  }
})
