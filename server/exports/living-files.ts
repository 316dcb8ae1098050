import type { ChangePoint, ShadowPrice } from '../../solver/domain/plan-outputs.ts'
import { csvText } from './csv-text.ts'

/** `queue,start,end,saves`, an hour a row: what one more agent then would save before his pay, minor currency units. */
export const shadowPricesCsv = (prices: readonly ShadowPrice[]): string =>
  csvText(
    ['queue', 'start', 'end', 'saves'],
    prices.map(({ queue, start, end, saves }) => [queue, start, end, saves]),
  )

/** Cost against number of changes, fewest changes first; money in minor units, changes left out of the objective. */
export const frontierCsv = (points: readonly ChangePoint[]): string =>
  csvText(
    [
      'price_factor',
      'person_days_changed',
      'people_changed',
      'change_cost',
      'objective',
      'wages',
      'understaffing',
      'overdue_work',
      'soft_rules',
    ],
    points.map(({ factor, personDays, people, changeCost, objective, costs }) => [
      ...[factor, personDays, people, changeCost, objective],
      ...[costs.wages, costs.understaffing, costs.overdueWork, costs.softRules],
    ]),
  )
