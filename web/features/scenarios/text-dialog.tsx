import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputIssueReply } from '../../../server/contracts/api-error.ts'
import type { ScenarioList } from '../../../server/contracts/scenario.ts'
import { Failure } from '../../components/failure.tsx'
import { ApiError } from '../../lib/api.ts'
import { localName } from '../../lib/format.ts'
import { ConflictNote } from './conflict-note.tsx'
import { ScenarioDialog } from './scenario-dialog.tsx'
import { useScenarioChange } from './use-scenario-change.ts'
import { YamlEditor } from './yaml-editor.tsx'

interface TextDialogProps {
  readonly list: ScenarioList
  /** Id of the scenario that is changed, or of the new one. */
  readonly id: string
  readonly text: string
  readonly isNew: boolean
  readonly onClose: () => void
  readonly onDone: (changed: string) => void
}

/** A scenario's file as text; what the server finds wrong stands at its line. */
export function TextDialog({ list, id, text, isNew, onClose, onDone }: TextDialogProps) {
  const { t, i18n } = useTranslation()
  const [draft, setDraft] = useState(text)
  const known = list.scenarios.find((scenario) => scenario.id === id)
  const { change, isBusy, error, conflict, forget } = useScenarioChange(list, isNew ? undefined : id, ({ changed }) => {
    onDone(changed)
    onClose()
  })
  const issues: readonly InputIssueReply[] = error instanceof ApiError ? error.issues : []
  const edit = (next: string) => {
    // What was refused is no longer what stands here.
    if (error) forget()
    setDraft(next)
  }
  return (
    <ScenarioDialog
      title={
        isNew ? t('scenarios.newText') : t('scenarios.editThis', { what: localName(known ?? { id }, i18n.language) })
      }
      action={t('scenarios.save')}
      isBusy={isBusy}
      isWide
      onSubmit={() => change({ put: id, text: draft })}
      onClose={onClose}
    >
      <p className="soft">{t('scenarios.textHint')}</p>
      <YamlEditor label={t('scenarios.text')} text={draft} issues={issues} onChange={edit} />
      {error && issues.length === 0 && <Failure error={error} />}
      <ConflictNote conflict={conflict} />
    </ScenarioDialog>
  )
}
