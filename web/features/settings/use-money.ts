import { usePlan } from '../../lib/workspace.ts'

/** Of minor units to the money that people write, and what it is called: 0.01 and CNY. */
export function useMoney(): { readonly scale: number; readonly currency: string } {
  const { currency } = usePlan()
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return { scale: 10 ** -(format.resolvedOptions().maximumFractionDigits ?? 2), currency }
}
