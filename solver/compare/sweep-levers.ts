import { type LeverSetting, SWEEP_LEVERS, type SweepLeverKind } from '../domain/comparison.ts'
import { type InputIssue, PlanningInputError } from '../domain/planning-input-error.ts'

/** More would take an hour, and nobody reads them. */
export const MOST_SWEEP_POINTS = 400
const MOST_LEVERS = 2
const EXAMPLE = 'Write it like "volume=0.8:1.8:0.05", "absence=0.05,0.1,0.15" or "hires:GROUP=0:10:2".'

/** A lever and the values to try, as they were written. */
export interface SweepLever {
  readonly lever: SweepLeverKind
  readonly of: string | null
  readonly values: readonly number[]
}

/** One combination of the levers' values. */
export interface SweepPoint {
  /** `volume=1.25,absence=0.1`. */
  readonly id: string
  readonly settings: readonly LeverSetting[]
}

/** What values a lever takes, and whether it needs the name of a queue or a group. */
const LEVER_RANGES: Readonly<
  Record<SweepLeverKind, { least: number; most: number; isWhole?: boolean; needs?: 'queue' | 'group' }>
> = {
  volume: { least: 0, most: 100 },
  aht: { least: 0.01, most: 100 },
  deflection: { least: 0, most: 0.95, needs: 'queue' },
  absence: { least: 0, most: 0.85 },
  hires: { least: 0, most: 500, isWhole: true, needs: 'group' },
  target: { least: 0.01, most: 0.999, needs: 'queue' },
  patience: { least: 0.01, most: 100 },
}

/**
 * Reads levers as people write them: `LEVER[:OF]=FROM:TO:STEP` with both ends, or `LEVER[:OF]=VALUE,VALUE`.
 * @throws PlanningInputError with everything that is wrong with them
 */
export function parseSweepLevers(texts: readonly string[]): SweepLever[] {
  const issues: InputIssue[] = []
  const levers = texts.flatMap((text) => parseLever(text, issues) ?? [])
  if (texts.length === 0 || texts.length > MOST_LEVERS) {
    const problem = `${texts.length} levers cannot be swept together`
    issues.push({ value: texts.join('  '), problem, hint: 'Give one lever, or two for a grid.' })
  }
  const names = levers.map(nameOf)
  if (names.length === MOST_LEVERS && names[0] === names[1]) {
    const hint = 'Give its values in one list, or another lever.'
    issues.push({ value: names[0]!, problem: 'is swept twice', hint })
  }
  const points = levers.reduce((count, { values }) => count * values.length, 1)
  if (points > MOST_SWEEP_POINTS && levers.every(({ values }) => values.length <= MOST_SWEEP_POINTS)) {
    issues.push(tooMany(texts.join('  '), points))
  }
  if (issues.length > 0) throw new PlanningInputError(issues)
  return levers
}

/** All combinations, the last lever's values turning first. */
export const sweepPoints = (levers: readonly SweepLever[]): SweepPoint[] =>
  levers
    .reduce<LeverSetting[][]>(
      (made, { lever, of, values }) =>
        made.flatMap((settings) => values.map((value) => [...settings, { lever, of, value }])),
      [[]],
    )
    .map((settings) => ({
      id: settings.map((setting) => `${nameOf(setting)}=${setting.value}`).join(','),
      settings,
    }))

const nameOf = ({ lever, of }: Pick<LeverSetting, 'lever' | 'of'>): string => (of === null ? lever : `${lever}:${of}`)

function parseLever(text: string, issues: InputIssue[]): SweepLever | undefined {
  const refuse = (value: string, problem: string, hint: string) => {
    issues.push({ value, problem, hint })
    return undefined
  }
  const [, name, of, range] = /^\s*([a-zA-Z]+)(?::([^=]+?))?\s*=\s*(\S.*)$/.exec(text) ?? []
  if (name === undefined || range === undefined) return refuse(text, 'is not a lever with values', EXAMPLE)
  const lever = SWEEP_LEVERS.find((known) => known === name)
  if (!lever) return refuse(name, 'is not a lever that can be swept', `Levers are ${SWEEP_LEVERS.join(', ')}.`)
  const { needs } = LEVER_RANGES[lever]
  if (needs && of === undefined) {
    return refuse(text, `does not say which ${needs} it is about`, `Write "${lever}:${needs.toUpperCase()}=${range}".`)
  }
  if (lever === 'absence' && of !== undefined) {
    return refuse(text, 'is about a queue, and absence is of everybody', `Write "absence=${range}".`)
  }
  const values = valuesOf(range.trim(), text, issues)
  if (!values) return undefined
  return hasOnlyUsable(lever, values, text, issues) ? { lever, of: of ?? null, values } : undefined
}

function hasOnlyUsable(lever: SweepLeverKind, values: readonly number[], text: string, issues: InputIssue[]): boolean {
  const { least, most, isWhole = false } = LEVER_RANGES[lever]
  const wrong = values.find((value) => value < least || value > most || (isWhole && !Number.isInteger(value)))
  if (wrong === undefined) return true
  const hint = `Give ${isWhole ? 'whole numbers' : 'values'} from ${least} to ${most}.`
  issues.push({ value: text, problem: `has ${wrong}, which ${lever} cannot be`, hint })
  return false
}

function valuesOf(range: string, text: string, issues: InputIssue[]): number[] | undefined {
  const isRange = range.includes(':')
  const numbers = range.split(isRange ? ':' : ',').map(numberOf)
  if (!numbers.every((value) => value !== undefined) || (isRange && numbers.length !== 3)) {
    issues.push({ value: text, problem: 'has values that are not numbers, or not FROM:TO:STEP', hint: EXAMPLE })
    return undefined
  }
  if (isRange) return steppedValues(numbers as [number, number, number], text, issues)
  const twice = numbers.find((value, place) => numbers.indexOf(value) !== place)
  if (twice === undefined) return numbers
  issues.push({ value: text, problem: `has ${twice} twice`, hint: 'Name each value once.' })
  return undefined
}

const numberOf = (text: string): number | undefined =>
  /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : undefined

/** Both ends included; each value has the decimals that a person would write. */
function steppedValues(
  [from, to, step]: readonly [number, number, number],
  text: string,
  issues: InputIssue[],
): number[] | undefined {
  const refuse = (problem: string, hint: string) => {
    issues.push({ value: text, problem, hint })
    return undefined
  }
  if (step <= 0) return refuse(`goes on by ${step}, so it never arrives`, 'Give a step above 0.')
  if (to < from)
    return refuse(`runs from ${from} down to ${to}`, `Write the smaller value first: ${to}:${from}:${step}.`)
  // Half a billionth of a step keeps the end in when division falls just short of a whole number.
  const count = Math.floor((to - from) / step + 1e-9) + 1
  if (count > MOST_SWEEP_POINTS) {
    issues.push(tooMany(text, count))
    return undefined
  }
  return Array.from({ length: count }, (_, place) => Number((from + place * step).toPrecision(12)))
}

const tooMany = (value: string, points: number): InputIssue => ({
  value,
  problem: `makes ${points} points to plan`,
  hint: `Sweep at most ${MOST_SWEEP_POINTS}: take a larger step, or fewer values.`,
})
