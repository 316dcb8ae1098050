import { type ComparedScenario, type Comparison, MEASURES, type Measure } from '../../solver/domain/comparison.ts'
import { moneyIn } from './money.ts'

export const COMPARISON_LANGUAGES = ['en', 'zh-CN'] as const
export type ComparisonLanguage = (typeof COMPARISON_LANGUAGES)[number]

/** Measures of the whole plan that are printed, in their order; the files have them all. */
const PRINTED = {
  wages: { en: 'Wages', 'zh-CN': '工资' },
  objective: { en: 'Objective', 'zh-CN': '目标值' },
  relativeGap: { en: 'Gap to the bound', 'zh-CN': '与下界的差距' },
  peopleWorking: { en: 'People working', 'zh-CN': '上班人数' },
  fteWorked: { en: 'FTE worked', 'zh-CN': '出勤 FTE' },
  overtimeHours: { en: 'Overtime hours', 'zh-CN': '加班小时' },
  contactsPlanned: { en: 'Contacts planned', 'zh-CN': '计划接待量' },
  requiredHours: { en: 'Required agent-hours', 'zh-CN': '所需人力小时' },
  unmetHours: { en: 'Unmet agent-hours', 'zh-CN': '缺口人力小时' },
  overdueHours: { en: 'Overdue ticket-hours', 'zh-CN': '工单逾期小时' },
  targetsMissed: { en: 'Targets missed', 'zh-CN': '未达标目标' },
  hardViolations: { en: 'Hard rules broken', 'zh-CN': '违反硬性规则' },
  wagesPerContact: { en: 'Wages a contact', 'zh-CN': '单次接待工资' },
  publishable: { en: 'May be published', 'zh-CN': '可发布' },
} as const satisfies Partial<Record<Measure, Record<ComparisonLanguage, string>>>

const WORDS = {
  en: { scenario: 'Scenario', yes: 'yes', no: 'no', service: 'Service level', efficient: 'Cheapest for its service' },
  'zh-CN': { scenario: '场景', yes: '是', no: '否', service: '服务水平', efficient: '同等服务下最省' },
} as const satisfies Record<ComparisonLanguage, Record<string, string>>

/** A comparison as a table: a measure a line, a scenario a column. */
export function comparisonTable({ scenarios, frontier }: Comparison, language: ComparisonLanguage): string[] {
  const words = WORDS[language]
  const yes = (is: boolean) => (is ? words.yes : words.no)
  const printed = Object.entries(PRINTED) as [keyof typeof PRINTED, Record<ComparisonLanguage, string>][]
  const queues = [...new Set(scenarios.flatMap(({ values }) => values.flatMap(({ queue }) => queue ?? [])))]
  return alignedLines([
    [words.scenario, ...scenarios.map(({ scenario }) => scenario)],
    ...printed.map(([measure, name]) => [
      name[language],
      ...scenarios.map((scenario) => cell(scenario, measure, undefined, yes)),
    ]),
    ...queues.map((queue) => [
      `${words.service} ${queue}`,
      ...scenarios.map((scenario) => cell(scenario, 'serviceLevel', queue, yes)),
    ]),
    [words.efficient, ...frontier.map(({ isEfficientByLevel }) => yes(isEfficientByLevel))],
  ])
}

/** A sweep as a table: a point a line. */
export function sweepTable({ scenarios, frontier }: Comparison, language: ComparisonLanguage): string[] {
  const words = WORDS[language]
  const yes = (is: boolean) => (is ? words.yes : words.no)
  const percent = (share: number | null) => (share === null ? '-' : `${(100 * share).toFixed(1)} %`)
  const columns = ['wages', 'relativeGap', 'requiredHours', 'unmetHours', 'targetsMissed', 'publishable'] as const
  return alignedLines([
    [words.scenario, ...columns.map((measure) => PRINTED[measure][language]), words.service, words.efficient],
    ...scenarios.map((scenario, place) => [
      scenario.scenario,
      ...columns.map((measure) => cell(scenario, measure, undefined, yes)),
      percent(frontier[place]!.serviceLevel),
      yes(frontier[place]!.isEfficientByLevel),
    ]),
  ])
}

function cell(
  { values, proof }: ComparedScenario,
  measure: Measure,
  queue: string | undefined,
  yes: (is: boolean) => string,
): string {
  const found = values.find((each) => each.measure === measure && each.queue === queue && each.group === undefined)
  if (!found || found.value === null) return '-'
  const { value } = found
  switch (MEASURES[measure].unit) {
    case 'money':
      return moneyIn(proof.currency)(value)
    case 'share':
      return `${(100 * value).toFixed(1)} %`
    case 'flag':
      return yes(value === 1)
    case 'hours':
    case 'fte':
      return value.toFixed(1)
    default:
      return String(Math.round(value))
  }
}

/** Cells under one another; a Chinese character is as wide as two letters. */
function alignedLines(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))))
  return rows.map((row) =>
    row
      .map((text, column) => {
        const space = ' '.repeat(widths[column]! - width(text))
        return column === 0 ? text + space : space + text
      })
      .join('  '),
  )
}

const width = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u2e80-\uffee]/.test(character) ? 2 : 1), 0)
