import { useTranslation } from 'react-i18next'
import { startTour } from './tour-state.ts'

/** Starts the tour again, from the top bar. */
export function TourButton() {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className="quiet"
      data-tour="start"
      onClick={startTour}
      aria-label={t('tour.start')}
      title={t('tour.start')}
    >
      ?
    </button>
  )
}
