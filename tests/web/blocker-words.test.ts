import { expect, test } from 'vitest'
import { notRoundedUpTo } from '../../web/components/publishing/use-blocker-words.ts'

test('a share that misses its target is never shown as having reached it', () => {
  expect([0.8998, 0.8949, 0.9, 0.912].map((share) => notRoundedUpTo(0.9, share))).toEqual([0.899, 0.8949, 0.9, 0.912])
})
