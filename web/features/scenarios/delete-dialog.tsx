import { useTranslation } from 'react-i18next'
import type { ScenarioList, StoredScenario } from '../../../server/contracts/scenario.ts'
import { Failure } from '../../components/failure.tsx'
import { localName } from '../../lib/format.ts'
import { ConflictNote } from './conflict-note.tsx'
import { ScenarioDialog } from './scenario-dialog.tsx'
import { useScenarioChange } from './use-scenario-change.ts'

interface DeleteDialogProps {
  readonly list: ScenarioList
  readonly scenario: StoredScenario
  readonly onClose: () => void
  readonly onDone: (changed: string) => void
}

/** Removing a scenario, once it is confirmed. */
export function DeleteDialog({ list, scenario, onClose, onDone }: DeleteDialogProps) {
  const { t, i18n } = useTranslation()
  const { change, isBusy, error, conflict } = useScenarioChange(list, scenario.id, ({ changed }) => {
    onDone(changed)
    onClose()
  })
  return (
    <ScenarioDialog
      title={t('scenarios.deleteThis', { what: localName(scenario, i18n.language) })}
      action={t('scenarios.delete')}
      isBusy={isBusy}
      isDangerous
      onSubmit={() => change({ remove: scenario.id })}
      onClose={onClose}
    >
      <p className="scenario-question">{t('scenarios.deleteHint')}</p>
      {error && <Failure error={error} />}
      <ConflictNote conflict={conflict} />
    </ScenarioDialog>
  )
}
