import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply, SettingsValue } from '../../../server/contracts/settings.ts'
import { RESTRICTIONS } from '../../../solver/domain/employee.ts'
import { WORK_RULE_KINDS } from '../../../solver/domain/work-rule.ts'
import {
  CheckField,
  ChecksField,
  ListField,
  NameField,
  NumberField,
  PickField,
  TextField,
  WeekdaysField,
} from './fields.tsx'
import { Field, useValue } from './form-context.tsx'
import { fieldsOf, type RuleField, severitiesOf } from './rule-fields.ts'
import { clockOf } from './shift-facts.ts'
import { useMoney } from './use-money.ts'
import { isKind, useRuleWords } from './use-rule-words.ts'
import { useSettingWords } from './use-setting-words.ts'

interface RuleFormProps {
  readonly draft: SettingsValue
  readonly setDraft: (draft: SettingsValue) => void
  readonly settings: PlanSettingsReply
  readonly isNew: boolean
}

/** Any kind of rule: its fields follow from its schema. */
export function RuleForm({ draft, setDraft, settings, isNew }: RuleFormProps) {
  const { t } = useTranslation()
  const ruleWords = useRuleWords(settings)
  const kind = isKind(draft.kind) ? draft.kind : WORK_RULE_KINDS[0]!
  const severity = ruleWords.severityOf(draft)
  const severities = severitiesOf(kind)
  // A hard rule is never broken, so it has no price of being broken.
  const fields = fieldsOf(kind).filter(({ figure }) => figure !== 'penaltyPerUnit' || severity === 'soft')
  const changeKind = (next: string) =>
    setDraft({ ...(draft.id !== undefined && { id: draft.id }), kind: next, source: draft.source })
  const changeSeverity = (next: string) => {
    const { severity: _, penaltyPerUnit, ...rest } = draft
    setDraft({ ...rest, ...(next !== severities[0] && { severity: next }), ...(next === 'soft' && { penaltyPerUnit }) })
  }
  return (
    <>
      <div className="setting-fields">
        {isNew && (
          <label className="setting-field">
            <span>{t('settings.rule.kindField')}</span>
            <select value={kind} onChange={(event) => changeKind(event.target.value)}>
              {WORK_RULE_KINDS.map((each) => (
                <option key={each} value={each}>
                  {ruleWords.kind(each)}
                </option>
              ))}
            </select>
          </label>
        )}
        {isNew && <TextField path={['id']} label={t('settings.id')} hint={t('settings.idHint')} />}
        <NameField path={['name']} />
        <TextField path={['source']} label={t('settings.rule.source')} hint={t('settings.rule.sourceHint')} />
      </div>
      <fieldset className="setting-group">
        <legend>{isNew ? t('settings.rule.figures') : ruleWords.kind(kind)}</legend>
        <div className="setting-fields">
          <label className="setting-field">
            <span>{t('settings.rule.severityField')}</span>
            <select
              value={severity}
              disabled={severities.length === 1}
              onChange={(event) => changeSeverity(event.target.value)}
            >
              {severities.map((each) => (
                <option key={each} value={each}>
                  {t(`settings.rule.severityIs.${each}`)}
                </option>
              ))}
            </select>
          </label>
          {fields.map((field) => (
            <FigureField key={field.figure} field={field} settings={settings} />
          ))}
        </div>
      </fieldset>
      <ScopeFields settings={settings} />
    </>
  )
}

/** Whom it binds, and from when until when. */
function ScopeFields({ settings }: { settings: PlanSettingsReply }) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const restrictions = RESTRICTIONS.map((value) => ({ value, label: t(`settings.restriction.${value}`) }))
  const none = t('settings.all')
  return (
    <details className="setting-more">
      <summary>{t('settings.rule.scope')}</summary>
      <ChecksField
        path={['appliesTo', 'groups']}
        label={t('settings.groups')}
        options={words.options('groups')}
        none={none}
      />
      <ChecksField
        path={['appliesTo', 'contracts']}
        label={t('settings.contracts')}
        options={words.options('contracts')}
        none={none}
      />
      <ChecksField path={['appliesTo', 'roles']} label={t('settings.roles')} options={words.roles()} none={none} />
      <ChecksField
        path={['appliesTo', 'restrictions']}
        label={t('settings.restrictions')}
        options={restrictions}
        none={none}
      />
      <ChecksField
        path={['appliesTo', 'notRestrictions']}
        label={t('settings.rule.not')}
        options={restrictions}
        none={t('settings.rule.nobody')}
      />
      <div className="setting-fields">
        <ListField
          path={['appliesTo', 'employees']}
          label={t('settings.rule.employees')}
          hint={t('settings.rule.employeesHint')}
        />
        <TextField path={['validFrom']} label={t('settings.rule.validFrom')} type="date" />
        <TextField path={['validTo']} label={t('settings.rule.validTo')} type="date" />
      </div>
    </details>
  )
}

function FigureField({
  field: { figure, shape, fallback },
  settings,
}: {
  field: RuleField
  settings: PlanSettingsReply
}) {
  const { t } = useTranslation()
  const { scale, currency } = useMoney()
  const { options } = useSettingWords(settings)
  const place = { path: [figure], label: t(`settings.figure.${figure}`) }
  switch (shape.form) {
    case 'words':
      return (
        <PickField
          {...place}
          options={shape.words.map((value) => ({ value, label: t(`settings.rule.word.${value}`) }))}
        />
      )
    case 'numbers':
      return <NumberPick {...place} numbers={shape.numbers} fallback={Number(fallback)} />
    case 'check':
      return <CheckField {...place} />
    case 'weekdays':
      return <WeekdaysField {...place} />
    case 'templates':
      return <ChecksField {...place} options={options('shiftTemplates')} />
    case 'dates':
      return <ListField {...place} hint={t('settings.datesHint')} />
    case 'time':
      return <TextField {...place} hint={t('settings.nextDayHint')} />
    case 'clock':
      return <ClockField {...place} />
    case 'number': {
      const units = { minutes: t('settings.minutesUnit'), money: currency, percent: '%', none: undefined }
      const scales = { minutes: 1, money: scale, percent: 100, none: 1 }
      const placeholder = fallback === undefined ? undefined : String(Number(fallback) * scales[shape.unit])
      return (
        <NumberField
          {...place}
          unit={units[shape.unit]}
          scale={scales[shape.unit]}
          placeholder={placeholder}
          step={shape.unit === 'minutes' ? 1 : 'any'}
        />
      )
    }
  }
}

function NumberPick({
  path,
  label,
  numbers,
  fallback,
}: {
  path: string[]
  label: string
  numbers: readonly number[]
  fallback: number
}) {
  const [value = fallback, setValue] = useValue<number>(path)
  return (
    <Field path={path} label={label}>
      {(attributes) => (
        <select {...attributes} value={value} onChange={(event) => setValue(Number(event.target.value))}>
          {numbers.map((number) => (
            <option key={number}>{number}</option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** Minutes after midnight, as a clock shows them; 24:00 is the end of the day. */
function ClockField({ path, label }: { path: string[]; label: string }) {
  const [value, setValue] = useValue<number | string>(path)
  const change = (text: string) => {
    const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
    setValue(match ? Number(match[1]) * 60 + Number(match[2]) : text || undefined)
  }
  return (
    <Field path={path} label={label}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          className="short"
          // What is not yet a time is kept as it is written.
          key={typeof value === 'number' ? 'time' : 'text'}
          defaultValue={typeof value === 'number' ? clockOf(value) : (value ?? '')}
          onBlur={(event) => change(event.target.value)}
        />
      )}
    </Field>
  )
}
