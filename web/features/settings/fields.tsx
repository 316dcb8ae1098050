import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Path } from './draft.ts'
import { Field, FieldGroup, useValue } from './form-context.tsx'
import { useWeekdays, WEEKDAYS } from './use-weekdays.ts'

interface FieldProps {
  readonly path: Path
  readonly label: string
  readonly hint?: string | undefined
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'date' | 'datetime-local'
  readonly isWide?: boolean
  readonly isFixed?: boolean
}

/** A text; emptied, it is left out. */
export function TextField({ path, type = 'text', isWide = false, isFixed = false, ...field }: TextFieldProps) {
  const [value, setValue] = useValue<string>(path)
  return (
    <Field path={path} {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type={type}
          className={isWide ? 'wide' : undefined}
          readOnly={isFixed}
          value={value ?? ''}
          onChange={(event) => setValue(event.target.value === '' ? undefined : event.target.value)}
        />
      )}
    </Field>
  )
}

interface NumberFieldProps extends FieldProps {
  readonly unit?: string | undefined
  /** Of the number shown to the one kept: 100 shows a fraction as percent. */
  readonly scale?: number
  /** A cell of a table is text. */
  readonly asText?: boolean
  readonly step?: number | 'any'
  readonly placeholder?: string | undefined
}

/** A number; emptied, it is left out. Digits beyond a millionth are rounding's, not the person's. */
export function NumberField({
  path,
  scale = 1,
  asText = false,
  step = 'any',
  placeholder,
  ...field
}: NumberFieldProps) {
  const [value, setValue] = useValue<number | string>(path)
  const shown = value === undefined || value === '' ? '' : Math.round(Number(value) * scale * 1e6) / 1e6
  const change = (number: number) => {
    const kept = Math.round((number / scale) * 1e9) / 1e9
    setValue(Number.isNaN(number) ? undefined : asText ? String(kept) : kept)
  }
  return (
    <Field path={path} {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type="number"
          step={step}
          min={0}
          placeholder={placeholder}
          value={Number.isNaN(shown) ? '' : shown}
          onChange={(event) => change(event.target.valueAsNumber)}
        />
      )}
    </Field>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

interface PickFieldProps extends FieldProps {
  readonly options: readonly Option[]
  /** What an empty choice means; without it one must be made. */
  readonly none?: string | undefined
}

export function PickField({ path, options, none, ...field }: PickFieldProps) {
  const [value, setValue] = useValue<string>(path)
  const isKnown = value === undefined || options.some((option) => option.value === value)
  return (
    <Field path={path} {...field}>
      {(attributes) => (
        <select
          {...attributes}
          value={value ?? ''}
          onChange={(event) => setValue(event.target.value === '' ? undefined : event.target.value)}
        >
          {(none !== undefined || value === undefined) && <option value="">{none ?? '–'}</option>}
          {!isKnown && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Several of a few; none chosen is left out, and means what `none` says. */
export function ChecksField({ path, label, options, none }: PickFieldProps) {
  const [value = [], setValue] = useValue<readonly string[]>(path)
  const toggle = (option: string) => {
    const next = value.includes(option) ? value.filter((other) => other !== option) : [...value, option]
    setValue(next.length === 0 ? undefined : next)
  }
  const unknown = value.filter((word) => !options.some((option) => option.value === word))
  return (
    <FieldGroup path={path} label={label}>
      <div className="setting-checks">
        {[...options, ...unknown.map((word) => ({ value: word, label: word }))].map((option) => (
          <label key={option.value}>
            <input type="checkbox" checked={value.includes(option.value)} onChange={() => toggle(option.value)} />
            {option.label}
          </label>
        ))}
        {value.length === 0 && none && <span className="soft">{none}</span>}
      </div>
    </FieldGroup>
  )
}

/** Weekdays, 1 Monday .. 7 Sunday; every day is left out. */
export function WeekdaysField({ path, label }: FieldProps) {
  const weekday = useWeekdays()
  const [value = WEEKDAYS, setValue] = useValue<readonly number[]>(path)
  const toggle = (day: number) => {
    const next = WEEKDAYS.filter((other) => (other === day) !== value.includes(other))
    setValue(next.length === 7 ? undefined : next)
  }
  return (
    <FieldGroup path={path} label={label}>
      <div className="setting-checks">
        {WEEKDAYS.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={value.includes(day)} onChange={() => toggle(day)} />
            {weekday(day)}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

export function CheckField({ path, label }: FieldProps) {
  const [value = false, setValue] = useValue<boolean>(path)
  return (
    <label className="setting-check">
      <input type="checkbox" checked={value} onChange={() => setValue(value ? undefined : true)} />
      {label}
    </label>
  )
}

/** Texts one after the other, parted by commas or spaces: times of day, dates. */
export function ListField({ path, ...field }: FieldProps) {
  const [value = [], setValue] = useValue<readonly string[]>(path)
  // What is being written, a comma at its end included, is not yet a list.
  const [written, setWritten] = useState<string>()
  const change = (text: string) => {
    setWritten(text)
    const items = text.split(/[\s,，、;；]+/).filter((item) => item !== '')
    setValue(items.length === 0 ? undefined : items)
  }
  return (
    <Field path={path} {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          className="wide"
          value={written ?? value.join(', ')}
          onChange={(event) => change(event.target.value)}
          onBlur={() => setWritten(undefined)}
        />
      )}
    </Field>
  )
}

/** A name for all languages, and the Chinese one where it differs. */
export function NameField({ path }: { path: Path }) {
  const { t } = useTranslation()
  const [value, setValue] = useValue<string | Record<'zh-CN' | 'en', string>>(path)
  const name = typeof value === 'string' ? value : (value?.en ?? '')
  const chinese = typeof value === 'string' ? '' : (value?.['zh-CN'] ?? '')
  const changeName = (en: string) => setValue(chinese === '' ? en || undefined : { 'zh-CN': chinese, en })
  const changeChinese = (text: string) => {
    const isFollowed = name === '' || name === chinese
    setValue(text === '' ? name || undefined : { 'zh-CN': text, en: isFollowed ? text : name })
  }
  const fields = [
    { label: t('settings.name'), shown: name, change: changeName },
    { label: t('settings.nameInChinese'), shown: chinese, change: changeChinese },
  ]
  return fields.map(({ label, shown, change }) => (
    <Field key={label} path={path} label={label}>
      {(attributes) => (
        <input {...attributes} type="text" value={shown} onChange={(event) => change(event.target.value)} />
      )}
    </Field>
  ))
}
