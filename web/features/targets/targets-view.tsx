import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Answer } from '../../components/answer.tsx'
import { useNames } from '../../lib/workspace.ts'
import { PlannedVolumeCard } from './planned-volume-card.tsx'
import { TargetCard } from './target-card.tsx'
import { TargetDialog } from './target-dialog.tsx'
import './targets.css'
import { useTargets } from './use-targets.ts'

/** What every queue promises, and changing it. */
export function TargetsView({ onPlanWeek }: { onPlanWeek: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const targets = useTargets()
  const [edited, setEdited] = useState<string>()
  const [saved, setSaved] = useState<string>()
  const queue = targets.queues.find(({ id }) => id === edited)
  const edit = (queueId: string) => {
    setSaved(undefined)
    setEdited(queueId)
  }
  const asked = targets.queues.reduce(
    (count, { settings }) => count + 1 + settings.targets.length + settings.presets.length,
    0,
  )
  return (
    <>
      <Answer question={t('targets.question')}>
        {t('targets.answer', { queues: targets.queues.length, count: asked })}
      </Answer>
      <div role="status" className="targets-saved" data-shown={saved !== undefined}>
        {saved !== undefined && (
          <>
            <span>{t('targets.saved', { what: saved })}</span>
            <button type="button" className="quiet" onClick={onPlanWeek}>
              {t('planning.planWeek')}
            </button>
          </>
        )}
      </div>
      <PlannedVolumeCard onSaved={() => setSaved(t('targets.plannedVolume'))} />
      <div className="target-cards">
        {targets.queues.map((each) => (
          <TargetCard key={each.id} queue={each} presets={targets.presets} onEdit={() => edit(each.id)} />
        ))}
      </div>
      {queue && (
        <TargetDialog
          key={queue.id}
          queue={queue}
          targets={targets}
          onClose={() => setEdited(undefined)}
          onSaved={() => setSaved(names.queue(queue.id))}
        />
      )}
    </>
  )
}
