/** A mean with its two-sided 95 % confidence interval. */
export interface Estimate {
  readonly mean: number
  readonly lower95: number
  readonly upper95: number
}

/** 97.5 % points of Student's t for few degrees of freedom, where the expansion below is not yet good to four digits. */
const FEW = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622]
const NORMAL_975 = 1.959963984540054

/** 97.5 % point of Student's t (Abramowitz and Stegun 26.7.5). */
export function studentT975(degrees: number): number {
  const few = FEW[degrees - 1]
  if (few !== undefined) return few
  const z = NORMAL_975
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  )
}
