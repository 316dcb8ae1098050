import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ShownOnceProps {
  readonly label: string
  readonly value: string
  /** Until when, and that it is not told again. */
  readonly hint: string
}

/** A secret that is told this once, to be copied. */
export function ShownOnce({ label, value, hint }: ShownOnceProps) {
  const { t } = useTranslation()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  const copy = () => {
    field.current?.select()
    // A page that came without TLS has no clipboard; the text stands selected for the keys.
    navigator.clipboard?.writeText(value).then(
      () => setIsCopied(true),
      () => undefined,
    )
  }
  return (
    <div className="shown-once">
      <label htmlFor={id}>{label}</label>
      <span className="with-button">
        <input ref={field} id={id} readOnly value={value} onFocus={(event) => event.target.select()} />
        <button type="button" onClick={copy}>
          {t('shownOnce.copy')}
        </button>
      </span>
      <p className="soft">{hint}</p>
      <p role="status">{isCopied && t('shownOnce.copied')}</p>
    </div>
  )
}
