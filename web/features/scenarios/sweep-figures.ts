import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { type Measure, SWEEP_LEVERS } from '../../../solver/domain/comparison.ts'
import { type ComparedScenario, planValue } from './measure-sections.ts'

export type LeverSetting = ComparedScenario['settings'][number]

/** What a sweep is read by: a figure of the plan, or the service of its weakest queue. */
export const SWEEP_FIGURES = [
  'objective',
  'wages',
  'scheduledHours',
  'paidHours',
  'weakestService',
  'targetsMissed',
] as const
export type SweepFigure = (typeof SWEEP_FIGURES)[number]

/** Null where there is nothing to measure. */
export const sweepFigure = (point: ComparedScenario, figure: SweepFigure): number | null =>
  figure === 'weakestService' ? weakestService(point) : planValue(point, figure satisfies Measure)

function weakestService({ values }: ComparedScenario): number | null {
  const levels = values.flatMap(({ measure, queue, value }) =>
    measure === 'serviceLevel' && queue !== undefined && value !== null ? [value] : [],
  )
  return levels.length === 0 ? null : Math.min(...levels)
}

/** Figures over one lever: a line for each queue's service, and the plan's. */
interface SweepLine {
  readonly queue?: string
  /** `[point]` */
  readonly values: readonly (number | null)[]
}

/** Service level of each queue, `[queue]` in the order of the plan. */
export function serviceLines({ scenarios }: Pick<ComparisonResult, 'scenarios'>): SweepLine[] {
  const levels = scenarios.map(({ values }) => values.filter(({ measure }) => measure === 'serviceLevel'))
  const queues = new Set(levels.flatMap((ofPoint) => ofPoint.flatMap(({ queue }) => queue ?? [])))
  return [...queues].map((queue) => ({
    queue,
    values: levels.map((ofPoint) => ofPoint.find((value) => value.queue === queue)?.value ?? null),
  }))
}

/** A grid over two levers: `[value of the first][value of the second]`. */
interface SweepGrid {
  readonly first: readonly LeverSetting[]
  readonly second: readonly LeverSetting[]
  readonly points: readonly (readonly (ComparedScenario | undefined)[])[]
}

/** Undefined when the sweep has one lever. */
export function sweepGrid({ scenarios }: Pick<ComparisonResult, 'scenarios'>): SweepGrid | undefined {
  if (scenarios[0]?.settings.length !== 2) return undefined
  const settingsOf = (place: number) => [
    ...new Map(
      scenarios.flatMap(({ settings: { [place]: setting } }) => (setting ? [[setting.value, setting]] : [])),
    ).values(),
  ]
  const [first, second] = [settingsOf(0), settingsOf(1)]
  const point = (a: number, b: number) =>
    scenarios.find(({ settings }) => settings[0]?.value === a && settings[1]?.value === b)
  return { first, second, points: first.map((row) => second.map((column) => point(row.value, column.value))) }
}

/** From the least to the most of the values, 0..4: how dark a cell of the heat table is. */
export function heatStep(value: number | null, values: readonly (number | null)[]): number | undefined {
  const known = values.filter((each) => each !== null)
  if (value === null || known.length === 0) return undefined
  const [least, most] = [Math.min(...known), Math.max(...known)]
  return most === least ? 0 : Math.round((4 * (value - least)) / (most - least))
}

/** A lever as the server reads it: `hires:care=0:4:1`. */
export interface LeverDraft {
  readonly lever: LeverSetting['lever']
  /** Queue or group; '' means all. */
  readonly of: string
  readonly from: number
  readonly to: number
  readonly step: number
}

export const leverText = ({ lever, of, from, to, step }: LeverDraft): string =>
  `${lever}${of === '' ? '' : `:${of}`}=${plain(from)}:${plain(to)}:${plain(step)}`

/** A lever as it was asked for; undefined when its values are listed one by one. */
export function readLever(
  text: string,
): { lever: LeverSetting['lever']; of: string | null; from: number; to: number } | undefined {
  const [, name, of, from, to] = /^(\w+)(?::([^=]+))?=([^:]+):([^:]+):[^:]+$/.exec(text) ?? []
  const lever = SWEEP_LEVERS.find((known) => known === name)
  return lever && { lever, of: of ?? null, from: Number(from), to: Number(to) }
}

/** Without an exponent, and without the last binary digits of a percent that became a share. */
const plain = (value: number): string => String(Number(value.toFixed(6)))

/** How many settings a lever has; 0 while its figures make none. */
export const settingCount = ({ from, to, step }: LeverDraft): number =>
  step > 0 && to >= from ? Math.floor((to - from) / step + 1e-9) + 1 : 0

/** What a lever has to name; `anyQueue` may be left out. */
export function ofWhat(lever: LeverSetting['lever']): 'queue' | 'group' | 'anyQueue' | undefined {
  if (lever === 'absence') return undefined
  if (lever === 'hires') return 'group'
  return lever === 'deflection' || lever === 'target' ? 'queue' : 'anyQueue'
}

/** Levers that are shares of something, and are read and written in percent. */
export const isShareLever = (lever: LeverSetting['lever']): boolean =>
  lever === 'deflection' || lever === 'absence' || lever === 'target'
