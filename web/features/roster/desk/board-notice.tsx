import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

const SHOWN_MS = 12_000

export interface BoardNoticeText {
  readonly tone: 'plain' | 'warn'
  readonly text: string
}

/** What became of an edit where it is not plain to see; it goes by itself. */
export function BoardNotice({ notice, onGone }: { notice: BoardNoticeText | undefined; onGone: () => void }) {
  const { t } = useTranslation()
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(onGone, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice, onGone])
  return (
    <div className="board-notice" role="status" data-tone={notice?.tone} hidden={!notice}>
      {notice && (
        <>
          <span>{notice.text}</span>
          <button type="button" className="quiet" aria-label={t('boardDesk.dismiss')} onClick={onGone}>
            ✕
          </button>
        </>
      )}
    </div>
  )
}
