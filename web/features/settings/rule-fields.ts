import { z } from 'zod'
import { type WorkRuleKind, workRuleSchema } from '../../../solver/domain/work-rule.ts'

/** Figures that rules have, each with words of its own. */
export const FIGURES = [
  ...['period', 'maxMinutes', 'minMinutes', 'ordinaryMinutes', 'maxMinutesPerWeek', 'referenceWeeks', 'fromMinute'],
  ...['toMinute', 'minNightMinutes', 'aboveMinutes', 'upToMinutes', 'dates', 'minRestMinutes', 'amountPerShift'],
  ...['minutesPerWeek', 'everyDays', 'maxDays', 'minDays', 'days', 'maxWeekends', 'maxNights', 'maxShifts', 'first'],
  ...['next', 'templates', 'minGapMinutes', 'toleranceMinutes', 'longerThanMinutes', 'breakMinutes', 'count'],
  ...['breakKind', 'mustBePaid', 'latestStartMinutes', 'of', 'from', 'to', 'allowancePerWeek', 'weekdays', 'agents'],
  ...['perOthers', 'surplusPenalty', 'penaltyPerUnit', 'premium'],
] as const
export type Figure = (typeof FIGURES)[number]

/** Words that figures of a few values have. */
type FigureWord =
  | ('day' | 'week' | 'month' | 'horizon')
  | ('evenings' | 'nights' | 'weekends' | 'holidays')
  | ('meal' | 'rest')

/** How a figure is shown and asked for. */
type FigureForm =
  | { readonly form: 'number'; readonly unit: 'minutes' | 'money' | 'percent' | 'none'; readonly isWhole: boolean }
  | { readonly form: 'words'; readonly words: readonly FigureWord[] }
  | { readonly form: 'numbers'; readonly numbers: readonly number[] }
  | { readonly form: 'check' | 'weekdays' | 'templates' | 'dates' | 'time' | 'clock' }

export interface RuleField {
  readonly figure: Figure
  readonly isNeeded: boolean
  /** What holds where it is left out. */
  readonly fallback: unknown
  readonly shape: FigureForm
}

interface FieldSchema {
  readonly type?: string
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly anyOf?: readonly { readonly const?: number }[]
  readonly items?: { readonly type?: string; readonly format?: string }
}

interface KindSchema {
  readonly properties: Readonly<Record<string, FieldSchema & { readonly const?: string }>>
  readonly required?: readonly string[]
}

const SCHEMAS = new Map<WorkRuleKind, KindSchema>()

function schemaOf(kind: WorkRuleKind): KindSchema {
  const known = SCHEMAS.get(kind)
  if (known) return known
  const option = workRuleSchema.options.find(({ shape }) => shape.kind.value === kind)!
  const schema = z.toJSONSchema(option, { io: 'input', unrepresentable: 'any' }) as unknown as KindSchema
  SCHEMAS.set(kind, schema)
  return schema
}

/** How hard a rule of a kind may be. */
export function severitiesOf(kind: WorkRuleKind): ('hard' | 'soft' | 'pay')[] {
  const { enum: several, const: one } = schemaOf(kind).properties.severity as { enum?: string[]; const?: string }
  return (several ?? [one]) as ('hard' | 'soft' | 'pay')[]
}

/** The figures of a kind, in the order of its schema; its price and premium come last. */
export function fieldsOf(kind: WorkRuleKind): RuleField[] {
  const { properties, required = [] } = schemaOf(kind)
  const last = ['penaltyPerUnit', 'premium']
  const figures = Object.keys(properties).filter((key): key is Figure => FIGURES.some((figure) => figure === key))
  return figures
    .toSorted((a, b) => Number(last.includes(a)) - Number(last.includes(b)))
    .map((figure) => ({
      ...{ figure, isNeeded: required.includes(figure), fallback: properties[figure]!.default },
      shape: shapeOf(figure, properties[figure]!),
    }))
}

function shapeOf(figure: Figure, schema: FieldSchema): FigureForm {
  if (schema.enum) return { form: 'words', words: schema.enum as FigureWord[] }
  if (schema.anyOf) return { form: 'numbers', numbers: schema.anyOf.map(({ const: number = 0 }) => number) }
  if (schema.type === 'boolean') return { form: 'check' }
  if (schema.type === 'array')
    return { form: schema.items?.type === 'integer' ? 'weekdays' : figure === 'dates' ? 'dates' : 'templates' }
  if (schema.type === 'string') return { form: 'time' }
  if (figure === 'fromMinute' || figure === 'toMinute') return { form: 'clock' }
  return { form: 'number', unit: unitOf(figure), isWhole: schema.type === 'integer' }
}

function unitOf(figure: Figure): 'minutes' | 'money' | 'percent' | 'none' {
  if (figure === 'premium') return 'percent'
  if (/(Penalty|penaltyPerUnit|amountPerShift)$/.test(figure)) return 'money'
  return /[mM]inutes/.test(figure) ? 'minutes' : 'none'
}
