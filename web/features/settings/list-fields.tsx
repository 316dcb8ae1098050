import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from './draft.ts'
import { TextField, WeekdaysField } from './fields.tsx'
import { FieldGroup, useValue } from './form-context.tsx'
import { MomentField } from './moment-field.tsx'

interface ListFieldsProps {
  readonly path: Path
  readonly label: string
  /** Of one of them, by its number from 1. */
  readonly itemLabel: (number: number) => string
  readonly addLabel: string
  readonly added: unknown
  readonly none?: string
  readonly children: (path: Path) => ReactNode
}

/** A list of things with fields each; the last one taken out, the list is left out. */
export function ListFields({ path, label, itemLabel, addLabel, added, none, children }: ListFieldsProps) {
  const { t } = useTranslation()
  const [items = [], setItems] = useValue<readonly unknown[]>(path)
  const remove = (index: number) => setItems(items.length === 1 ? undefined : items.toSpliced(index, 1))
  return (
    <fieldset className="setting-group">
      <legend>{label}</legend>
      {items.length === 0 && none && <p className="soft">{none}</p>}
      {items.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items have no ids, and their fields keep no state of their own
        <FieldGroup key={index} path={[...path, index]} label={itemLabel(index + 1)}>
          <div className="setting-fields">
            {children([...path, index])}
            <button
              type="button"
              className="quiet"
              onClick={() => remove(index)}
              aria-label={t('settings.removeThis', { what: itemLabel(index + 1) })}
            >
              {t('settings.remove')}
            </button>
          </div>
        </FieldGroup>
      ))}
      <button type="button" className="quiet" onClick={() => setItems([...items, added])}>
        {addLabel}
      </button>
    </fieldset>
  )
}

/** Hours of the week: from, to and weekdays each. */
export function OpenHoursField({ path }: { path: Path }) {
  const { t } = useTranslation()
  return (
    <ListFields
      path={path}
      label={t('settings.queue.openHours')}
      itemLabel={(number) => t('settings.queue.window', { number })}
      addLabel={t('settings.queue.addWindow')}
      added={{ from: '09:00', to: '18:00' }}
    >
      {(window) => (
        <>
          <TextField path={[...window, 'from']} label={t('settings.from')} />
          <TextField path={[...window, 'to']} label={t('settings.to')} hint={t('settings.nextDayHint')} />
          <WeekdaysField path={[...window, 'weekdays']} label={t('settings.weekdays')} />
        </>
      )}
    </ListFields>
  )
}

/** Spans in which nobody can be served. */
export function ClosuresField({ path }: { path: Path }) {
  const { t } = useTranslation()
  return (
    <ListFields
      path={path}
      label={t('settings.queue.closures')}
      itemLabel={(number) => t('settings.queue.closure', { number })}
      addLabel={t('settings.queue.addClosure')}
      added={{}}
      none={t('settings.queue.noClosures')}
    >
      {(closure) => (
        <>
          <MomentField path={[...closure, 'from']} label={t('settings.from')} />
          <MomentField path={[...closure, 'to']} label={t('settings.to')} />
        </>
      )}
    </ListFields>
  )
}
