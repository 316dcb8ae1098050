import { useTranslation } from 'react-i18next'

/** Shown only when loading lasts; see loading.css. */
export function Loading() {
  const { t } = useTranslation()
  return (
    <p className="loading" role="status">
      {t('shell.loading')}
    </p>
  )
}
