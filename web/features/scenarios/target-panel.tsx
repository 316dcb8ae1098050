import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { ComparedScenario } from './measure-sections.ts'
import { useScenarioWords } from './use-scenario-words.ts'
import { VerdictChip } from './verdict-chip.tsx'

type Target = ComparedScenario['targets'][number]

interface TargetRow {
  readonly key: string
  readonly target: Target
  /** `[scenario]` */
  readonly outcomes: readonly (Target | undefined)[]
}

/** Every target against the simulation, scenario by scenario. */
export function TargetPanel({ result: { scenarios } }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const asked = useAskedWords()
  const format = useFormat()
  const value = (unit: Target['unit'], figure: number | null) =>
    figure === null ? '–' : unit === 'share' ? format.percent(figure) : format.number(figure, 1)
  return (
    <section className="panel" data-part="targets">
      <div className="panel-head">
        <h2>{t('scenarios.targets')}</h2>
        <div className="at-end">
          <CsvButton file="comparison-targets.csv" table={() => targetTable(scenarios)} />
        </div>
      </div>
      <DataTable
        caption={t('scenarios.targets')}
        rows={targetRows(scenarios)}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'target',
            head: t('scenarios.target'),
            cell: ({ target }) => <span className="table-prose">{asked(target)}</span>,
          },
          ...scenarios.map(({ scenario }, place) => ({
            key: scenario,
            head: words.scenario(scenario),
            numeric: true,
            cell: ({ outcomes }: TargetRow) => {
              const outcome = outcomes[place]
              if (!outcome) return '–'
              return (
                <span className="figure-cell">
                  <span>{value(outcome.unit, outcome.mean)}</span>
                  <VerdictChip verdict={outcome.verdict} />
                </span>
              )
            },
          })),
        ]}
      />
    </section>
  )
}

/** What a target asks, in words. */
function useAskedWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return ({ queue, kind, unit, asked, within, over }: Target): string => {
    const figure =
      unit === 'share' ? format.percent(asked, 2) : unit === 'seconds' ? format.duration(asked) : format.number(asked)
    const span = kind === 'finishedWithin' ? format.number(within ?? 0, 2) : format.duration(within ?? 0)
    return t('scenarios.askedOver', {
      asked: t(`scenarios.asked.${kind}`, { queue: names.queue(queue), asked: figure, within: span }),
      over: t(`targets.overWords.${over}`),
    })
  }
}

const keyOf = ({ queue, kind, asked, within, over, preset }: Target): string =>
  [queue, kind, asked, within, over, preset].join('\t')

function targetRows(scenarios: readonly ComparedScenario[]): TargetRow[] {
  const all = new Map(scenarios.flatMap(({ targets }) => targets.map((target) => [keyOf(target), target] as const)))
  return [...all].map(([key, target]) => ({
    ...{ key, target },
    outcomes: scenarios.map(({ targets }) => targets.find((each) => keyOf(each) === key)),
  }))
}

const targetTable = (scenarios: readonly ComparedScenario[]) => ({
  head: [
    'scenario',
    'queue',
    'kind',
    'asked',
    'within',
    'over',
    'preset',
    'unit',
    'mean',
    'lower95',
    'upper95',
    'verdict',
  ],
  rows: scenarios.flatMap(({ scenario, targets }) =>
    targets.map(({ queue, kind, asked, within, over, preset, unit, mean, lower95, upper95, verdict }) => [
      ...[scenario, queue, kind, asked, within, over, preset, unit, mean, lower95, upper95, verdict],
    ]),
  ),
})
