import { expect, test } from 'vitest'
import { passwordProblem } from '../../../server/auth/passwords.ts'

const COMMON = 'is one of the commonest passwords'

test.each([
  ['trustno1', COMMON],
  ['Tru5tn0!', COMMON],
  // Of the library's list alone.
  ['gateway2', COMMON],
  ['Sebastian1999', COMMON],
  // Of our own alone.
  ['woaini1314', COMMON],
  ['kefu12345', COMMON],
  ['plum harbour quilt', undefined],
  ['xk7-vrm2-qt9b', undefined],
  ['江河湖海四个词都不押韵', undefined],
])('%s %s', async (password, problem) => {
  expect(await passwordProblem(password, [])).toBe(problem)
})

test('what is known of a person is worth nothing in their password', async () => {
  const known = ['chenwei@example.com', 'Chen Wei']
  expect(await passwordProblem('chenwei.2026', known)).toBe('is made of your own name or address')
  expect(await passwordProblem('chenwei plum harbour', known)).toBeUndefined()
})
