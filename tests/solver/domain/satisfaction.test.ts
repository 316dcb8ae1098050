import { describe, expect, it } from 'vitest'
import { SATISFACTION_PRIOR, satisfactionAt, satisfactionPriorSchema } from '../../../solver/domain/satisfaction.ts'

const points = [
  { seconds: 30, satisfaction: 0.9 },
  { seconds: 60, satisfaction: 0.8 },
  { seconds: 300, satisfaction: 0.5 },
]

describe('satisfactionAt', () => {
  it.each([
    [0, 0.9],
    [30, 0.9],
    [45, 0.85],
    [60, 0.8],
    [180, 0.65],
    [300, 0.5],
    [1e6, 0.5],
    [Number.POSITIVE_INFINITY, 0.5],
  ])('reads %f s off the lines, flat beyond the ends', (seconds, satisfaction) => {
    expect(satisfactionAt({ points, source: 'own' }, seconds)).toBeCloseTo(satisfaction, 12)
  })

  it('falls by 30 % at 5 minutes where no other points are known', () => {
    const [now, late] = [0, 300].map((seconds) => satisfactionAt(SATISFACTION_PRIOR, seconds))
    expect(late! / now!).toBeCloseTo(0.7, 12)
  })
})

describe('the setting', () => {
  it('takes the prior that ships where it is empty, and own points with their source', () => {
    expect(satisfactionPriorSchema.parse({})).toBe(SATISFACTION_PRIOR)
    expect(satisfactionPriorSchema.parse({ points, source: 'survey of May' })).toEqual({
      points,
      source: 'survey of May',
    })
    expect(satisfactionPriorSchema.parse({ points }).source).toBe('prior: plan.yaml, no source given')
  })

  it.each([
    [{ points: points.toReversed() }, 'must ascend in seconds'],
    [{ source: 'survey' }, 'belongs to points, which are missing'],
  ])('refuses %o', (given, message) => {
    const { error } = satisfactionPriorSchema.safeParse(given)
    expect(error!.issues.map((issue) => issue.message)).toEqual([message])
  })
})
