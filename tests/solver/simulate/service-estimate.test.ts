import { expect, it } from 'vitest'
import { studentT975 } from '../../../solver/simulate/service-estimate.ts'

it.each([
  [1, 12.7062],
  [9, 2.2622],
  [10, 2.2281],
  [19, 2.093],
  [30, 2.0423],
  [120, 1.9799],
  [1000, 1.9623],
])('has Student 97.5 %% point of %d degrees of freedom', (degrees, point) => {
  expect(studentT975(degrees)).toBeCloseTo(point, 3)
})
