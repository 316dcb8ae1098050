import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnsStepProps } from './columns-step.tsx'
import { columnOf } from './import-draft.ts'

/** Which values of the "handled by" column mean that no human took part. */
export function BotValues({ item, draft, change }: ColumnsStepProps) {
  const { t } = useTranslation()
  const [more, setMore] = useState('')
  const { mapping } = draft
  const column = columnOf(mapping, 'handledBy')
  const samples = item.detection.columns.find((each) => each.column === column)?.samples ?? []
  const values = [...new Set([...samples, ...mapping.botValues])]
  const set = (botValues: readonly string[]) => change({ mapping: { ...mapping, botValues: [...botValues] } })
  const add = () => {
    if (more !== '' && !mapping.botValues.includes(more)) set([...mapping.botValues, more])
    setMore('')
  }
  return (
    <fieldset className="import-setting">
      <legend>{t('imports.botValues')}</legend>
      <div className="toolbar">
        {values.map((value) => (
          <label key={value} className="import-check">
            <input
              type="checkbox"
              checked={mapping.botValues.includes(value)}
              onChange={({ target }) =>
                set(target.checked ? [...mapping.botValues, value] : mapping.botValues.filter((each) => each !== value))
              }
            />
            <code>{value}</code>
          </label>
        ))}
        <label className="picker">
          <span>{t('imports.botValueMore')}</span>
          <input value={more} maxLength={1000} onChange={({ target }) => setMore(target.value)} />
        </label>
        <button type="button" className="quiet" disabled={more === ''} onClick={add}>
          {t('imports.botValueAdd')}
        </button>
      </div>
      <p className="soft">{t('imports.botHint')}</p>
    </fieldset>
  )
}
