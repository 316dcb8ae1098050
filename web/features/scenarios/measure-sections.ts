import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { MEASURES, type Measure } from '../../../solver/domain/comparison.ts'

export type ComparedScenario = ComparisonResult['scenarios'][number]
export type ComparedValue = ComparedScenario['values'][number]

/** One figure of every scenario. */
export interface MeasureRow {
  readonly key: string
  readonly measure: Measure
  readonly queue?: string | undefined
  readonly group?: string | undefined
  /** `[scenario]`; undefined where a scenario has no such figure, as of a queue that it does not have. */
  readonly values: readonly (ComparedValue | undefined)[]
}

type SectionKind = 'cost' | 'people' | 'work' | 'service' | 'unmet' | 'group'

export interface MeasureSection {
  readonly kind: SectionKind
  /** Queue of a service section, group of a group section. */
  readonly of?: string
  readonly rows: readonly MeasureRow[]
}

/** Measures of the whole plan by section; those of queues and of groups have sections of their own. */
const PLAN_SECTIONS = {
  cost: [
    'objective',
    'objectiveBound',
    'relativeGap',
    'wages',
    'overtimeCost',
    'premiums',
    'understaffingCost',
    'overdueCost',
    'softRuleCost',
    'wagesPerContact',
  ],
  people: ['headcount', 'peopleWorking', 'fteWorked', 'paidHours', 'overtimeHours'],
  work: ['contactsPlanned', 'contactsHandled', 'requiredHours', 'scheduledHours'],
  unmet: [
    'targetsMissed',
    'targetsUnproven',
    'unmetHours',
    'overdueHours',
    'hardViolations',
    'softViolations',
    'publishable',
  ],
} as const satisfies Readonly<Record<string, readonly Measure[]>>

/** Figures of a queue that a manager looks at first. */
const FIRST_OF_QUEUE: ReadonlySet<Measure> = new Set<Measure>([
  ...(['serviceLevel', 'satisfaction', 'worstInterval', 'worstBacklog', 'oldestBacklogHours'] as const),
  ...(['requiredHours', 'unmetHours', 'overdueHours'] as const),
])

/** The sections without those of groups, and of queues what is looked at first. */
export const firstSections = (sections: readonly MeasureSection[]): MeasureSection[] =>
  sections
    .filter(({ kind }) => kind !== 'group')
    .map((section) =>
      section.kind === 'service'
        ? { ...section, rows: section.rows.filter(({ measure }) => FIRST_OF_QUEUE.has(measure)) }
        : section,
    )

/** All figures of a comparison by what they are about; those that no scenario has are left out. */
export function measureSections({ scenarios }: Pick<ComparisonResult, 'scenarios'>): MeasureSection[] {
  const rows = measureRows(scenarios)
  const ofPlan = (kind: keyof typeof PLAN_SECTIONS): MeasureSection => ({
    kind,
    rows: PLAN_SECTIONS[kind].flatMap((measure) =>
      rows.filter((row) => row.measure === measure && row.queue === undefined && row.group === undefined),
    ),
  })
  const sections = [
    ofPlan('cost'),
    ofPlan('people'),
    ofPlan('work'),
    ...sectionsBy(rows, 'queue', 'service'),
    ofPlan('unmet'),
    ...sectionsBy(rows, 'group', 'group'),
  ]
  return sections.filter((section) => section.rows.length > 0)
}

function measureRows(scenarios: readonly ComparedScenario[]): MeasureRow[] {
  const byKey = scenarios.map(({ values }) => new Map(values.map((value) => [keyOf(value), value])))
  const first = new Map(scenarios.flatMap(({ values }) => values.map((value) => [keyOf(value), value] as const)))
  return [...first]
    .map(([key, { measure, queue, group }]) => ({
      ...{ key, measure, queue, group },
      values: byKey.map((values) => values.get(key)),
    }))
    .filter(({ values }) => values.some((value) => value != null && value.value !== null))
}

const keyOf = ({ measure, queue = '', group = '' }: ComparedValue): string => [measure, queue, group].join('\t')

const sectionsBy = (rows: readonly MeasureRow[], by: 'queue' | 'group', kind: SectionKind): MeasureSection[] =>
  [...Map.groupBy(rows, (row) => row[by])].flatMap(([of, ofOne]) =>
    of === undefined ? [] : [{ kind, of, rows: ofOne }],
  )

/** A figure of the whole plan; null where there is none. */
export const planValue = ({ values }: ComparedScenario, wanted: Measure): number | null =>
  planFigure(values, wanted)?.value ?? null

/** Difference from the first scenario of a figure of the whole plan; null where there is none. */
export const planDifference = ({ values }: ComparedScenario, wanted: Measure): number | null =>
  planFigure(values, wanted)?.difference ?? null

const planFigure = (values: readonly ComparedValue[], wanted: Measure): ComparedValue | undefined =>
  values.find(({ measure, queue, group }) => measure === wanted && queue === undefined && group === undefined)

/** Whether a difference is for the better; undefined where there is none, or more is neither good nor bad. */
export function isBetter(measure: Measure, difference: number | null): boolean | undefined {
  const { better } = MEASURES[measure]
  if (difference === null || difference === 0 || better === null) return undefined
  return better === 'lower' ? difference < 0 : difference > 0
}

export type Verdict = ComparedScenario['targets'][number]['verdict']

/** What becomes of the targets of a queue: the worst of its verdicts; undefined where none was judged. */
export function worstVerdict({ targets }: ComparedScenario, queue: string): Verdict | undefined {
  const verdicts = targets.filter((target) => target.queue === queue).map(({ verdict }) => verdict)
  return (['missed', 'unproven', 'met'] as const).find((verdict) => verdicts.includes(verdict))
}
