import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface RemoveButtonProps {
  readonly uses: readonly string[]
  readonly note: string | undefined
  readonly isBusy: boolean
  readonly onRemove: () => void
}

/** Asks before it removes; what others refer to is not removed, and they are named. */
export function RemoveButton({ uses, note, isBusy, onRemove }: RemoveButtonProps) {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  return (
    <div className="setting-remove">
      {isAsking && (
        <p role="alert">
          {uses.length > 0
            ? t('settings.inUse', { uses: uses.join(t('controls.sentenceGap')) })
            : (note ?? t('settings.removeAsk'))}
        </p>
      )}
      {isAsking && uses.length === 0 ? (
        <button type="button" className="danger" disabled={isBusy} onClick={onRemove}>
          {t('settings.removeNow')}
        </button>
      ) : (
        <button type="button" className="danger" disabled={isAsking} onClick={() => setIsAsking(true)}>
          {t('settings.remove')}
        </button>
      )}
    </div>
  )
}
