import type { WeekEstimate } from '../../../solver/estimate/estimate-week.ts'

export const ESTIMATE_FIGURES = [
  'requiredHours',
  'fte',
  'paidHours',
  'shortHours',
  'overdueContactHours',
  'total',
  'wages',
  'overtime',
  'understaffing',
  'overdueWork',
] as const
export type EstimateFigure = (typeof ESTIMATE_FIGURES)[number]

/** Minor currency units, of `fte` people, otherwise hours. */
export function estimateFigure({ costs, queues, fte, paidHours }: WeekEstimate, figure: EstimateFigure): number {
  const sum = (of: (queue: WeekEstimate['queues'][number]) => number) =>
    queues.reduce((all, queue) => all + of(queue), 0)
  switch (figure) {
    case 'requiredHours':
      return sum(({ requiredAgentHours }) => requiredAgentHours)
    case 'shortHours':
      return sum(({ shortAgentHours }) => shortAgentHours)
    case 'overdueContactHours':
      return sum(({ overdueContactHours }) => overdueContactHours)
    case 'fte':
      return fte
    case 'paidHours':
      return paidHours
    default:
      return costs[figure]
  }
}

/** Whether a figure is money. */
export const isMoney = (figure: EstimateFigure): boolean =>
  (['total', 'wages', 'overtime', 'understaffing', 'overdueWork'] as readonly string[]).includes(figure)
