import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanTargets, QueueTargets, TargetSettings } from '../../../server/contracts/queue-targets.ts'
import { InvalidPlaces } from '../../components/draft-fields.tsx'
import { Failure } from '../../components/failure.tsx'
import { localName } from '../../lib/format.ts'
import { useMay } from '../../lib/me.ts'
import { FurtherTargets } from './further-targets.tsx'
import { MainTarget } from './main-target.tsx'
import { PresetList } from './preset-list.tsx'
import { StaffingPreview } from './staffing-preview.tsx'
import { invalidPlaces, isSame } from './target-draft.ts'
import { isConflict, useSaveTargets } from './use-targets.ts'

interface TargetDialogProps {
  readonly queue: QueueTargets
  readonly targets: PlanTargets
  readonly onClose: () => void
  readonly onSaved: () => void
}

/** Everything that a queue promises, to be changed; what it would take in people is told at once. */
export function TargetDialog({ queue, targets, onClose, onSaved }: TargetDialogProps) {
  const { t, i18n } = useTranslation()
  const mayEdit = useMay('plan.edit')
  const dialog = useRef<HTMLDialogElement>(null)
  const { seen, draft, setDraft, conflict, save } = useTargetDraft(queue, targets, () => {
    onSaved()
    onClose()
  })
  useEffect(() => dialog.current?.showModal(), [])
  const invalid = invalidPlaces(draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const problem = dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    if (invalid.size === 0) save.mutate({ revision: seen.revision, queueId: queue.id, settings: draft })
    else problem?.focus()
  }
  return (
    <dialog ref={dialog} className="dialog target-dialog" aria-labelledby="target-title" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <h2 id="target-title">{t('targets.titleOf', { queue: localName(queue, i18n.language) })}</h2>
        <InvalidPlaces value={invalid}>
          <MainTarget draft={draft} onChange={setDraft} />
          <FurtherTargets queue={queue} draft={draft} onChange={setDraft} />
          <PresetList queue={queue} presets={targets.presets} draft={draft} onChange={setDraft} />
        </InvalidPlaces>
        <footer className="target-foot">
          <StaffingPreview queue={queue} presets={targets.presets} before={seen.settings} draft={draft} />
          {conflict && (
            <p role="alert" className="target-conflict">
              {t(conflict === 'here' ? 'targets.conflictReplaced' : 'targets.conflictElsewhere')}
            </p>
          )}
          {save.error && !isConflict(save.error) && <Failure error={save.error} />}
          <div className="dialog-actions">
            {!mayEdit && <span className="soft">{t('rights.missing.planEdit')}</span>}
            <button type="button" className="quiet" onClick={onClose}>
              {t('planning.close')}
            </button>
            <button type="submit" disabled={!mayEdit || save.isPending || isSame(draft, seen.settings)}>
              {t('targets.save')}
            </button>
          </div>
        </footer>
      </form>
    </dialog>
  )
}

/** What was seen when the change was begun, the change, and who came in between: at this queue or elsewhere in the plan. */
function useTargetDraft(queue: QueueTargets, targets: PlanTargets, onSaved: () => void) {
  const [seen, setSeen] = useState({ revision: targets.revision, settings: queue.settings })
  const [draft, setDraft] = useState<TargetSettings>(queue.settings)
  const [conflict, setConflict] = useState<'here' | 'elsewhere'>()
  const save = useSaveTargets(onSaved, ({ revision, queues }) => {
    const settings = queues.find(({ id }) => id === queue.id)?.settings ?? seen.settings
    const isUntouched = isSame(settings, seen.settings)
    setSeen({ revision, settings })
    if (!isUntouched) setDraft(settings)
    setConflict(isUntouched ? 'elsewhere' : 'here')
  })
  const change = (next: TargetSettings) => {
    // What was refused is no longer what stands here.
    if (save.isError) save.reset()
    setDraft(next)
  }
  return { seen, draft, setDraft: change, conflict, save }
}
