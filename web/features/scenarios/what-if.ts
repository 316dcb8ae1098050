import type { RunEstimateBasis } from '../../../server/contracts/estimate.ts'
import type { Plan } from '../../../server/contracts/plan.ts'
import type { EstimateSliders } from '../../../solver/estimate/estimate-from.ts'
import { peopleLists } from './quick-change.ts'
import { scenarioText } from './scenario-text.ts'

/** Where the sliders stand. */
export interface WhatIf {
  /** Factors; 1 is as the run has it. */
  readonly volume: number
  readonly aht: number
  /** Share of all contacts that a bot takes besides those that it takes today. */
  readonly deflection: number
  /** Unplanned shrinkage. */
  readonly absence: number
  /** Factor on the volume of some local dates, both inclusive. */
  readonly sale: { readonly factor: number; readonly from: string; readonly to: string }
  /** People more or fewer, by group. */
  readonly people: Readonly<Record<string, number>>
}

/** As the run has it. @param firstDay date that a sale is first put on */
export const neutral = ({ settings }: Pick<RunEstimateBasis, 'settings'>, firstDay: string): WhatIf => ({
  ...{ volume: 1, aht: 1, deflection: 0, people: {} },
  absence: settings.unplannedShrinkage,
  sale: { factor: 1, from: firstDay, to: firstDay },
})

export function isNeutral(whatIf: WhatIf, basis: Pick<RunEstimateBasis, 'settings'>): boolean {
  return Object.keys(slidersOf(whatIf, basis)).length === 0
}

/** What differs from the run, as the estimate takes it. */
export function slidersOf(whatIf: WhatIf, { settings }: Pick<RunEstimateBasis, 'settings'>): EstimateSliders {
  const { volume, aht, deflection, absence, sale } = whatIf
  const people = peopleIn(whatIf)
  return {
    ...(volume !== 1 && { volumeFactor: volume }),
    ...(aht !== 1 && { ahtFactor: aht }),
    ...(deflection !== 0 && { deflection: { share: deflection } }),
    ...(absence !== settings.unplannedShrinkage && { absence }),
    ...(sale.factor !== 1 && { saleMultiplier: sale }),
    ...(Object.keys(people).length > 0 && { people }),
  }
}

const peopleIn = ({ people }: WhatIf) => Object.fromEntries(Object.entries(people).filter(([, change]) => change !== 0))

/**
 * The same as a scenario's file, to be planned in full.
 * @param scenario that the run was made with, `a+b` for several; what the sliders say comes on top of it
 */
export function whatIfText(
  whatIf: WhatIf,
  { settings }: Pick<RunEstimateBasis, 'settings'>,
  about: { readonly id: string; readonly name: string; readonly scenario: string },
  employees: Plan['employees'],
): string {
  const { volume, aht, deflection, absence, sale } = whatIf
  const { from, to, factor } = sale
  return scenarioText({
    ...{ id: about.id, name: about.name },
    uses: about.scenario === 'baseline' ? [] : about.scenario.split('+'),
    lists: {
      volume: [...(volume === 1 ? [] : [{ factor: volume }]), ...(factor === 1 ? [] : [{ from, to, factor }])],
      aht: aht === 1 ? [] : [{ factor: aht }],
      levers: deflection === 0 ? [] : [{ kind: 'botDeflection', share: deflection }],
      ...peopleLists(peopleIn(whatIf), employees),
    },
    ...(absence !== settings.unplannedShrinkage && { unplannedShrinkage: absence }),
  })
}
