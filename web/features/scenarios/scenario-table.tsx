import { useTranslation } from 'react-i18next'
import type { StoredScenario } from '../../../server/contracts/scenario.ts'
import { DataTable } from '../../components/data-table.tsx'
import { localName } from '../../lib/format.ts'
import { useScenarioWords } from './use-scenario-words.ts'

type ScenarioAction = 'edit' | 'duplicate' | 'delete'
const ACTIONS: readonly ScenarioAction[] = ['edit', 'duplicate', 'delete']

interface ScenarioTableProps {
  readonly scenarios: readonly StoredScenario[]
  readonly onAction: (action: ScenarioAction, scenario: StoredScenario) => void
}

/** Every scenario of the plan, what it changes and where it comes from. */
export function ScenarioTable({ scenarios, onAction }: ScenarioTableProps) {
  const { t, i18n } = useTranslation()
  const words = useScenarioWords()
  const nameOf = (scenario: StoredScenario) => localName(scenario, i18n.language)
  return (
    <DataTable
      caption={t('scenarios.list')}
      rows={scenarios}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', head: t('scenarios.scenario'), cell: (scenario) => <ScenarioName scenario={scenario} /> },
        {
          key: 'parts',
          head: t('scenarios.changes'),
          cell: ({ parts }) => (
            <span className="table-prose">
              {parts.length === 0
                ? t('scenarios.nothing')
                : [...new Set(parts.map(words.part))].join(t('targets.comma'))}
            </span>
          ),
        },
        {
          key: 'source',
          head: t('scenarios.source'),
          cell: ({ source }) => <span className="table-prose soft">{source ?? '–'}</span>,
        },
        {
          key: 'actions',
          head: t('scenarios.actions'),
          cell: (scenario) => (
            <span className="scenario-actions">
              {ACTIONS.map((action) => (
                <button
                  key={action}
                  type="button"
                  className="plain"
                  aria-label={t(`scenarios.${action}This`, { what: nameOf(scenario) })}
                  onClick={() => onAction(action, scenario)}
                >
                  {t(`scenarios.${action}`)}
                </button>
              ))}
            </span>
          ),
        },
      ]}
    />
  )
}

function ScenarioName({ scenario }: { scenario: StoredScenario }) {
  const { i18n } = useTranslation()
  const { description } = scenario
  return (
    <span className="scenario-name">
      <strong>{localName(scenario, i18n.language)}</strong>
      <code className="soft">{scenario.id}</code>
      {description !== undefined && (
        <span className="soft">{localName({ id: '', name: description }, i18n.language)}</span>
      )}
    </span>
  )
}
