import { useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  InstantSettings,
  QueueTargets,
  TargetPreset,
  TargetSettings,
} from '../../../server/contracts/queue-targets.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import { presetTargetsOn, previewAgents } from './preview-agents.ts'

const FIRST_CONTACTS = 100
const MAX_CONTACTS = 10_000

interface StaffingPreviewProps {
  readonly queue: QueueTargets
  readonly presets: readonly TargetPreset[]
  readonly before: TargetSettings
  readonly draft: TargetSettings
}

/** What the draft takes in people, computed here with the planner's own queue model. */
export function StaffingPreview({ queue, presets, before, draft }: StaffingPreviewProps) {
  const { t } = useTranslation()
  const id = useId()
  const [contacts, setContacts] = useState(FIRST_CONTACTS)
  return (
    <div className="target-preview">
      <label htmlFor={id}>{t('targets.previewContacts')}</label>
      <input
        id={id}
        type="number"
        min={0}
        max={MAX_CONTACTS}
        value={Number.isFinite(contacts) ? contacts : ''}
        onChange={(event) => setContacts(Math.min(MAX_CONTACTS, event.target.valueAsNumber))}
      />
      <p role="status">
        {draft.kind === 'instant' && before.kind === 'instant' ? (
          <InstantEffect queue={queue} presets={presets} before={before} draft={draft} contacts={contacts} />
        ) : (
          <DeferredEffect queue={queue} contacts={contacts} />
        )}
      </p>
    </div>
  )
}

interface InstantEffectProps {
  readonly queue: QueueTargets
  readonly presets: readonly TargetPreset[]
  readonly before: InstantSettings
  readonly draft: InstantSettings
  readonly contacts: number
}

function InstantEffect({ queue, presets, before, draft, contacts }: InstantEffectProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { defaultWeek } = usePlan()
  const late = useDeferredValue(draft)
  const agents = (settings: InstantSettings) =>
    previewAgents(queue, settings, presetTargetsOn(presets, settings.presets, defaultWeek), contacts, defaultWeek)
  const [now, then] = [agents(before), agents(late)]
  if (now === undefined || then === undefined) return t('targets.previewNone')
  return t(now === then ? 'targets.previewSame' : 'targets.preview', {
    aht: format.duration(queue.ahtSeconds),
    before: format.number(now),
    after: format.number(then),
    difference: format.signed(then - now),
  })
}

function DeferredEffect({ queue, contacts }: Pick<InstantEffectProps, 'queue' | 'contacts'>) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!Number.isFinite(contacts)) return t('targets.previewNone')
  return t('targets.previewDeferred', { hours: format.hours((contacts * queue.ahtSeconds) / 3600) })
}
