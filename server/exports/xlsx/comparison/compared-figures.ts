import {
  type ComparedScenario,
  type ComparedValue,
  MEASURES,
  type Measure,
  type MeasuredValue,
} from '../../../../solver/domain/comparison.ts'
import type { PlanSettings } from '../../../../solver/domain/plan-inputs.ts'
import type { Scenario } from '../../../../solver/domain/scenario.ts'
import { type Expression, reference } from '../expression.ts'
import { type Bilingual, bothNames, followedBy, minorUnits } from '../words.ts'
import { UNIT_WORDS } from './comparison-words.ts'

/** What scenarios, queues and groups are called. */
export interface ComparedNames {
  readonly scenario: (id: string) => Bilingual
  readonly queue: (id: string) => Bilingual
  readonly group: (id: string) => Bilingual
}

const BASELINE: Bilingual = { zh: '基线', en: 'baseline' }

/** Scenarios that are called the same have their ids behind their names. */
export function comparedNames(
  scenarios: readonly Scenario[],
  { queues, groups }: Pick<PlanSettings, 'queues' | 'groups'>,
): ComparedNames {
  const plain = (id: string): Bilingual =>
    id === 'baseline' ? BASELINE : bothNames(scenarios.find((scenario) => scenario.id === id)?.name ?? id)
  const ids = scenarios.map(({ id }) => id)
  const named = (items: readonly { readonly id: string; readonly name?: Scenario['name'] }[]) => (id: string) =>
    bothNames(items.find((item) => item.id === id)?.name ?? id)
  return {
    scenario: (id) => {
      const name = plain(id)
      const isShared = ids.some((other) => {
        const { zh, en } = plain(other)
        return other !== id && (zh === name.zh || en === name.en)
      })
      return isShared ? followedBy(name, `(${id})`) : name
    },
    queue: named(queues),
    group: named(groups),
  }
}

/** What a figure is of: the measure, and the queue or group. */
export const placeOf = ({ measure, queue = '', group = '' }: Omit<MeasuredValue, 'value'>): string =>
  JSON.stringify([measure, queue, group])

/** Every figure that any of the scenarios has, in the order of the first that has it. */
export const placesOf = (scenarios: readonly ComparedScenario[]): ComparedValue[] => [
  ...new Map(scenarios.flatMap(({ values }) => values).map((value) => [placeOf(value), value])).values(),
]

/** A figure as a cell shows it: money in whole units of its currency; null where there is nothing to measure. */
export function shown(measure: Measure, value: number | null | undefined, currency: string): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null
  return MEASURES[measure].unit === 'money' ? value / minorUnits(currency) : value
}

export const unitWords = (measure: Measure, currency: string): Bilingual => {
  const { unit } = MEASURES[measure]
  return unit === 'money' ? { zh: currency, en: currency } : UNIT_WORDS[unit]
}

/** Number formats of figures and of their differences: a sign, and no colour, since less is often better. */
export function formatsOf(measure: Measure): { readonly value: string; readonly difference: string } {
  const signed = (format: string) => ({ value: format, difference: `+${format};-${format};0` })
  switch (MEASURES[measure].unit) {
    case 'money':
      return signed(measure === 'wagesPerContact' ? '#,##0.00' : '#,##0')
    case 'share':
      return signed(measure === 'relativeGap' ? '0.00%' : '0.0%')
    case 'hours':
    case 'fte':
      return signed('#,##0.0')
    default:
      return signed('#,##0')
  }
}

/** `ROUND(x, decimals)`; of what lies just between two, only negative numbers go another way here than there. */
export function rounded(content: Expression<number>, decimals: number): Expression<number> {
  const scale = 10 ** decimals
  return reference(Math.round(content.value * scale) / scale, (sheet) => `ROUND(${content.text(sheet)},${decimals})`)
}
