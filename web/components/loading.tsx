import { useTranslation } from 'react-i18next'

/** Shown only when loading lasts, in a view's own place with its outline; see components.css. */
export function Loading() {
  const { t } = useTranslation()
  return (
    <p className="loading" role="status">
      {t('shell.loading')}
    </p>
  )
}
