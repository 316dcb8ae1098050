import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScenarioList } from '../../../server/contracts/scenario.ts'
import { Failure } from '../../components/failure.tsx'
import { Picker } from '../../components/picker.tsx'
import { usePlan } from '../../lib/workspace.ts'
import { ConflictNote } from './conflict-note.tsx'
import { QUICK_KINDS, type QuickChange, type QuickKind, quickProblems, quickText } from './quick-change.ts'
import { QuickFields } from './quick-fields.tsx'
import { ScenarioDialog } from './scenario-dialog.tsx'
import { freeId } from './scenario-text.ts'
import { useScenarioChange } from './use-scenario-change.ts'
import { useStaffedGroups } from './use-staffed-groups.ts'

interface QuickDialogProps {
  readonly list: ScenarioList
  readonly onClose: () => void
  readonly onDone: (changed: string) => void
}

const FIRST: QuickChange = {
  ...{ kind: 'volume', queue: '', from: '', to: '', fromHour: '', toHour: '' },
  ...{ factor: 1.5, absence: 0.1, group: '', people: 1 },
}

/** A scenario of one change, without writing its file: what will be written is shown. */
export function QuickDialog({ list, onClose, onDone }: QuickDialogProps) {
  const { t } = useTranslation()
  const plan = usePlan()
  const groups = useStaffedGroups()
  const [name, setName] = useState('')
  const [draft, setDraft] = useState<QuickChange>({ ...FIRST, group: groups[0] ?? '' })
  const { change, isBusy, error, conflict } = useScenarioChange(list, undefined, ({ changed }) => {
    onDone(changed)
    onClose()
  })
  const problems = quickProblems(draft)
  const shownName = name.trim() || t(`scenarios.quick.${draft.kind}`)
  const taken = list.scenarios.map(({ id }) => id)
  const id = freeId(shownName, taken)
  const text = problems.size === 0 ? quickText(draft, id, shownName, plan.employees) : ''
  const submit = () => problems.size === 0 && change({ put: id, text })
  return (
    <ScenarioDialog
      title={t('scenarios.quickChange')}
      action={t('scenarios.create')}
      isBusy={isBusy || problems.size > 0}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="fields">
        <label className="picker">
          <span>{t('scenarios.name')}</span>
          <input
            type="text"
            maxLength={60}
            value={name}
            placeholder={shownName}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Picker
          label={t('scenarios.quick.kind')}
          value={draft.kind}
          options={QUICK_KINDS.filter((kind) => kind !== 'people' || groups.length > 0).map((kind) => ({
            value: kind,
            label: t(`scenarios.quick.${kind}`),
          }))}
          onChange={(kind) => setDraft({ ...draft, kind: kind as QuickKind })}
        />
        <QuickFields draft={draft} problems={problems} onChange={(part) => setDraft({ ...draft, ...part })} />
      </div>
      {text !== '' && (
        <section className="quick-text" aria-label={t('scenarios.text')}>
          <pre>{text}</pre>
        </section>
      )}
      {error && <Failure error={error} />}
      <ConflictNote conflict={conflict} />
    </ScenarioDialog>
  )
}
