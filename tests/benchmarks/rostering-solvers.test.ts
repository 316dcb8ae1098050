import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rosteringText } from '../fixtures/rostering-text.ts'
import { askedModel } from './rostering/asked-model.ts'
import { refuseOtherModel, row } from './rostering/rostering-solvers.ts'

const folder = mkdtempSync(join(tmpdir(), 'rostering-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SIZE = { weeks: 1, people: 3, shifts: 2, seed: 5 }
const instanceFile = join(folder, 'instance.txt')
writeFileSync(instanceFile, rosteringText(SIZE))
const asked = askedModel(rosteringText(SIZE))
const instance = { name: 'sample', folder, instanceFile, mpsFile: '', asked, seconds: 9 }

test('the same text is the same model, and solvers that were asked another are refused', () => {
  const again = askedModel(rosteringText(SIZE))
  const other = askedModel(rosteringText({ ...SIZE, seed: 6 }))
  expect(again.hash).toBe(asked.hash)
  expect(other.hash).not.toBe(asked.hash)
  expect(() => refuseOtherModel({ modelHash: again.hash }, asked.hash, 'one')).not.toThrow()
  expect(() => refuseOtherModel({ modelHash: other.hash }, asked.hash, 'one')).toThrow(
    `one was asked another model (${other.hash}) than the others (${asked.hash}).`,
  )
  expect(() => refuseOtherModel({ modelHash: undefined }, asked.hash, 'one')).toThrow('one was asked another model')
})

test('an answer is scored from its shifts: a roster that breaks a rule has no cost, whatever its solver says', () => {
  const answer = { modelHash: asked.hash, bound: 0, seconds: 1, ended: 'claims optimal' }
  const nobody = row('lazy', { ...answer, grid: asked.gridOf([]) }, instance)
  expect(nobody).toMatchObject({ solver: 'lazy', cost: null, 'gap %': null, ended: 'wrong: P1 too few minutes' })
  expect(row('silent', { ...answer, grid: null, ended: 'limit' }, instance)).toMatchObject({
    cost: null,
    ended: 'limit',
  })
  expect(row('absent', null, instance)).toMatchObject({ ended: 'not installed' })
})
