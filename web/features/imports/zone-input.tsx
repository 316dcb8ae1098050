import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlan } from '../../lib/workspace.ts'

/** A time zone, found by typing a part of its name; the plan's own comes first. */
export function ZoneInput({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const { t } = useTranslation()
  const plan = usePlan()
  const list = useId()
  const [typed, setTyped] = useState(zone)
  const zones = [...new Set([plan.zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  const isKnown = zones.includes(typed)
  return (
    <>
      <label className="picker">
        <span>{t('imports.zone')}</span>
        <input
          list={list}
          value={typed}
          aria-invalid={!isKnown}
          onChange={({ target }) => {
            setTyped(target.value)
            if (zones.includes(target.value)) onChange(target.value)
          }}
          onBlur={() => setTyped(zone)}
        />
      </label>
      <datalist id={list}>
        {zones.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {!isKnown && <span className="import-problem">{t('imports.zoneUnknown')}</span>}
    </>
  )
}
