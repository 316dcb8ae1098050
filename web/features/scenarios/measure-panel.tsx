import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { MEASURES } from '../../../solver/domain/comparison.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { useNames } from '../../lib/workspace.ts'
import {
  type ComparedScenario,
  firstSections,
  isBetter,
  type MeasureRow,
  type MeasureSection,
  measureSections,
  worstVerdict,
} from './measure-sections.ts'
import { useScenarioWords } from './use-scenario-words.ts'
import { VerdictChip } from './verdict-chip.tsx'

/** All figures, scenario by scenario, with what differs from the first. */
export function MeasurePanel({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const [isWhole, setIsWhole] = useState(false)
  const sections = measureSections(result)
  const shown = isWhole ? sections : firstSections(sections)
  return (
    <section className="panel" data-part="measures">
      <div className="panel-head">
        <h2>{t('scenarios.figures')}</h2>
        <div className="at-end">
          <label className="tick">
            <input type="checkbox" checked={isWhole} onChange={() => setIsWhole(!isWhole)} />
            {t('scenarios.allFigures')}
          </label>
          <CsvButton file="comparison.csv" table={() => figuresTable(result)} />
        </div>
      </div>
      <p className="soft">
        {t('scenarios.figuresHint', { base: words.inSentence(result.scenarios[0]?.scenario ?? '') })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard */}
      <section className="table-frame measure-frame" aria-label={t('scenarios.figures')} tabIndex={0}>
        <table>
          <caption className="hidden-text">{t('scenarios.figures')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('scenarios.figure')}</th>
              {result.scenarios.map(({ scenario }) => (
                <th key={scenario} scope="col" className="numeric">
                  {words.scenario(scenario)}
                </th>
              ))}
            </tr>
          </thead>
          {shown.map((section) => (
            <SectionRows key={`${section.kind} ${section.of}`} section={section} scenarios={result.scenarios} />
          ))}
        </table>
      </section>
    </section>
  )
}

interface SectionRowsProps {
  readonly section: MeasureSection
  readonly scenarios: readonly ComparedScenario[]
}

function SectionRows({ section: { kind, of, rows }, scenarios }: SectionRowsProps) {
  const { t } = useTranslation()
  const names = useNames()
  const words = useScenarioWords()
  const label = of === undefined ? '' : kind === 'group' ? names.group(of) : names.queue(of)
  return (
    <tbody data-section={kind}>
      <tr>
        <th scope="rowgroup" colSpan={scenarios.length + 1} className="section-head">
          {of === undefined
            ? t(`scenarios.section.${kind}`)
            : t(`scenarios.sectionOf.${kind as 'service' | 'group'}`, { of: label })}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.key} data-measure={row.measure}>
          <th scope="row">
            {words.measure(row.measure)}
            {row.measure === 'satisfaction' && <span className="chip">{t('scenarios.estimatedMark')}</span>}
          </th>
          {scenarios.map((scenario, place) => (
            <FigureCell key={scenario.scenario} row={row} place={place} scenario={scenario} />
          ))}
        </tr>
      ))}
    </tbody>
  )
}

interface FigureCellProps {
  readonly row: MeasureRow
  readonly place: number
  readonly scenario: ComparedScenario
}

/** The figure, of what is simulated with its interval, and what it differs by from the first scenario. */
function FigureCell({ row: { measure, queue, values }, place, scenario }: FigureCellProps) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const value = values[place]
  const most = Math.max(...values.map((each) => Math.abs(each?.value ?? 0)))
  const text = (figure: number | null | undefined, signed = false) => words.figure(measure, figure, signed, most)
  const difference = value?.difference ?? 0
  const verdict = measure === 'serviceLevel' && queue !== undefined ? worstVerdict(scenario, queue) : undefined
  return (
    <td className="numeric figure-cell">
      <span>{text(value?.value)}</span>
      {place > 0 && (
        <span className="difference" data-better={isBetter(measure, difference)}>
          {/* What rounds to nothing is none; its place keeps the figures below one another. */}
          {text(Math.abs(difference)) !== text(0) && text(difference, true)}
        </span>
      )}
      {value?.lower95 != null && value.upper95 != null && (
        <span className="soft">
          {t('scenarios.interval', { lower: text(value.lower95), upper: text(value.upper95) })}
        </span>
      )}
      {verdict && <VerdictChip verdict={verdict} />}
    </td>
  )
}

const FIGURE_COLUMNS = ['scenario', 'measure', 'queue', 'group', 'unit', 'value', 'lower95', 'upper95', 'difference']

/** The columns of the command line's `comparison.csv`: a figure a row, money in minor units. */
const figuresTable = ({ scenarios }: ComparisonResult) => ({
  head: FIGURE_COLUMNS,
  rows: scenarios.flatMap(({ scenario, values, proof }) =>
    values.map(({ measure, queue, group, value, lower95, upper95, difference }) => {
      const { unit } = MEASURES[measure]
      const shownUnit = unit === 'money' ? `${proof.currency} minor` : unit
      return [scenario, measure, queue, group, shownUnit, value, lower95, upper95, difference]
    }),
  ),
})
