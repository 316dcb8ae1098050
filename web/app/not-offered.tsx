import { useTranslation } from 'react-i18next'
import { Notice } from '../components/notice.tsx'
import { useMe } from '../lib/me.ts'
import { navigate } from '../lib/route.ts'
import { landingView } from './offered-views.ts'

/** A link has led to a view that the reader has no right to. */
export function NotOffered() {
  const { t } = useTranslation()
  const landing = landingView(useMe())
  return (
    <Notice title={t('rights.notOffered')} tone="warn">
      <p>{t('rights.askForIt')}</p>
      <button type="button" onClick={() => navigate({ view: landing })}>
        {t('rights.goTo', { view: t(`shell.view.${landing}`) })}
      </button>
    </Notice>
  )
}
