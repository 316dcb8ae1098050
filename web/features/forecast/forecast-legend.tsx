import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/workspace.ts'

/** What the lines and fills of the charts mean. */
export function ForecastLegend({ hasOverrides }: { hasOverrides: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const keys = [
    { key: 'key-need', words: t('forecast.actual') },
    { key: 'key-line', words: t('forecast.mean') },
    { key: 'key-band', words: t('forecast.band', { share: format.percent(0.8, 0) }) },
    { key: 'key-band-wide', words: t('forecast.band', { share: format.percent(0.95, 0) }) },
    ...(hasOverrides
      ? [
          { key: 'key-model', words: t('forecast.model') },
          { key: 'key-override', words: t('forecast.overridden') },
        ]
      : []),
  ]
  return (
    <ul className="legend">
      {keys.map(({ key, words }) => (
        <li key={key}>
          <i className={`key ${key}`} />
          {words}
        </li>
      ))}
    </ul>
  )
}
