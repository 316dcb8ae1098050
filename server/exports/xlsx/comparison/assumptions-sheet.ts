import type { Comparison } from '../../../../solver/domain/comparison.ts'
import type { Scenario } from '../../../../solver/domain/scenario.ts'
import type { ComparisonFacts } from '../../comparison-files.ts'
import { STYLES } from '../cell-style.ts'
import { Sheet } from '../sheet.ts'
import type { Bilingual, Wording } from '../words.ts'
import type { ComparedNames } from './compared-figures.ts'
import { HEADS, SHEETS } from './comparison-words.ts'
import { aboutTexts, scenarioChanges } from './scenario-changes.ts'

const WIDTHS = [46, 66, 60] as const
const WORDS = {
  what: { zh: '内容', en: 'What' },
  week: { zh: '首日', en: 'First day' },
  weeks: { zh: '周数', en: 'Weeks' },
  seed: { zh: '仿真随机种子', en: 'Seed of the simulation' },
  replications: { zh: '仿真次数', en: 'Times that the weeks are simulated' },
  gap: { zh: '允许停止的间隙', en: 'Gap at which a search may stop' },
  timeLimit: { zh: '每次排班时间上限（秒）', en: 'Time limit of each making of a roster, s' },
  currency: { zh: '币种', en: 'Currency' },
  inputHash: { zh: '输入指纹 SHA-256', en: 'Inputs, SHA-256' },
  version: { zh: '版本', en: 'Version' },
  common: { zh: '全部情景共用', en: 'Common to all scenarios' },
  hash: { zh: '情景指纹 SHA-256', en: 'Scenario, SHA-256' },
  about: { zh: '说明', en: 'About' },
  termination: { zh: '求解结束原因', en: 'Why the search ended' },
  nothing: { zh: '不作任何改动', en: 'changes nothing' },
} as const satisfies Record<string, Bilingual>

/** What the comparison takes as given: how everything is planned, and what each scenario changes. */
export function assumptionsSheet(
  { scenarios }: Comparison,
  facts: ComparisonFacts,
  given: readonly Scenario[],
  names: ComparedNames,
  wording: Wording,
  name: string,
): Sheet {
  const sheet = new Sheet(name, { frozenRows: 3, frozenColumns: 1, pages: { wide: 1, high: 0 }, widths: WIDTHS })
  sheet.put(0, 0, wording.first(SHEETS.assumptions), STYLES.title)
  const heads = [wording.first(WORDS.what), wording.first(HEADS.value), wording.second(HEADS.value)]
  heads.forEach((head, column) => {
    sheet.put(1, column, head, STYLES.header)
    sheet.put(2, column, column === 0 ? wording.second(WORDS.what) : null, STYLES.secondHeader)
  })
  const list = new AssumptionList(sheet, wording)
  list.section(WORDS.common)
  for (const [words, value] of commonFacts(scenarios[0]?.proof, facts)) list.line(words, { zh: value, en: value })
  for (const { scenario: id, proof } of scenarios) {
    list.section(names.scenario(id))
    list.line(HEADS.scenario, { zh: id, en: id })
    const ended = `${proof.termination}${proof.limit === null ? '' : ` (${proof.limit})`}, ${proof.seconds.toFixed(1)} s`
    list.line(WORDS.termination, { zh: ended, en: ended })
    const scenario = given.find((each) => each.id === id)
    if (!scenario) continue
    if (scenario.hash !== undefined) list.line(WORDS.hash, { zh: scenario.hash, en: scenario.hash })
    for (const text of aboutTexts(scenario)) list.line(WORDS.about, text)
    const changes = scenarioChanges(scenario, names)
    for (const { part, text } of changes) list.line(part, text)
    if (changes.length === 0) list.line(WORDS.what, WORDS.nothing)
  }
  return sheet
}

function commonFacts(
  proof: Comparison['scenarios'][number]['proof'] | undefined,
  facts: ComparisonFacts,
): [Bilingual, string][] {
  const versions = Object.entries(proof?.versions ?? {})
  return [
    [WORDS.week, facts.week],
    [WORDS.weeks, String(facts.weeks)],
    [WORDS.seed, String(facts.seed)],
    [WORDS.replications, String(facts.replications)],
    [WORDS.gap, `${Number((100 * facts.gap).toFixed(4))} %`],
    [WORDS.timeLimit, String(facts.timeLimitSeconds)],
    [WORDS.currency, proof?.currency ?? ''],
    [WORDS.inputHash, proof?.inputHash ?? ''],
    ...versions.map(([part, version]): [Bilingual, string] => [WORDS.version, `${part} ${version}`]),
  ]
}

class AssumptionList {
  readonly #sheet: Sheet
  readonly #wording: Wording

  constructor(sheet: Sheet, wording: Wording) {
    this.#sheet = sheet
    this.#wording = wording
  }

  section(words: Bilingual): void {
    const row = this.#sheet.height + (this.#sheet.height > 3 ? 1 : 0)
    this.#sheet.put(row, 0, this.#wording.first(words), STYLES.section)
    this.#sheet.put(row, 1, this.#wording.second(words), STYLES.section)
    this.#sheet.put(row, 2, null, STYLES.section)
  }

  /** What is the same in both languages stands once. */
  line(words: Bilingual, text: Bilingual): void {
    const row = this.#sheet.height
    const [first, second] = [this.#wording.first(text), this.#wording.second(text)]
    const label = `${this.#wording.first(words)} / ${this.#wording.second(words)}`
    const texts = [label, first, second === first ? '' : second]
    const height = 15 * Math.max(...texts.map((each, column) => linesOf(each, WIDTHS[column]!)))
    this.#sheet.put(row, 0, label, { ...STYLES.label, height, wrap: true })
    this.#sheet.put(row, 1, first, { ...STYLES.cell, align: 'left', wrap: true, height })
    this.#sheet.put(row, 2, second === first ? null : second, { ...STYLES.secondLabel, wrap: true, height })
  }
}

/** Lines that a text takes in a column of that width; Chinese characters are two wide. */
const linesOf = (text: string, width: number): number =>
  text
    .split('\n')
    .reduce(
      (lines, line) =>
        lines + Math.max(1, Math.ceil((line.length + (line.match(/[\u2e80-\uffef]/g)?.length ?? 0)) / width)),
      0,
    )
