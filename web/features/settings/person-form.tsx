import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply } from '../../../server/contracts/settings.ts'
import { AVAILABILITY_KINDS, RESTRICTIONS } from '../../../solver/domain/employee.ts'
import type { Path } from './draft.ts'
import { NumberField, type Option, PickField, TextField } from './fields.tsx'
import { FieldGroup, useValue } from './form-context.tsx'
import { ListFields } from './list-fields.tsx'
import { MomentField } from './moment-field.tsx'
import { skillsFrom, skillsText, wordsFrom } from './skills.ts'
import { useMoney } from './use-money.ts'
import { useSettingWords } from './use-setting-words.ts'

interface PersonFormProps {
  readonly settings: PlanSettingsReply
  readonly isNew: boolean
}

export function PersonForm({ settings, isNew }: PersonFormProps) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const { currency } = useMoney()
  const restrictions = RESTRICTIONS.map((value) => ({ value, label: t(`settings.restriction.${value}`) }))
  return (
    <>
      <div className="setting-fields">
        <TextField
          path={['value', 'id']}
          label={t('settings.id')}
          isFixed={!isNew}
          hint={isNew ? t('settings.idHint') : undefined}
        />
        <TextField path={['value', 'name']} label={t('settings.name')} />
        <PickField path={['value', 'group']} label={t('settings.person.group')} options={words.options('groups')} />
        <PickField
          path={['value', 'contract']}
          label={t('settings.person.contract')}
          options={words.options('contracts')}
        />
        <NumberField path={['value', 'hourly_cost']} label={t('settings.person.hourlyCost')} unit={currency} asText />
      </div>
      <SkillsField queues={words.options('queues')} />
      <div className="setting-fields">
        <TextField path={['value', 'roles']} label={t('settings.roles')} hint={t('settings.person.rolesHint')} />
        <TextField
          path={['value', 'hired_on']}
          label={t('settings.person.hiredOn')}
          type="date"
          hint={t('settings.person.hiredOnHint')}
        />
        <TextField
          path={['value', 'mentor']}
          label={t('settings.person.mentor')}
          hint={t('settings.person.mentorHint')}
        />
        <NumberField
          path={['value', 'overtime_minutes_this_month']}
          label={t('settings.person.overtime')}
          unit={t('settings.minutesUnit')}
          step={1}
          asText
        />
      </div>
      <WordsField path={['value', 'restrictions']} label={t('settings.restrictions')} options={restrictions} />
      <DaysFields settings={settings} />
    </>
  )
}

/** Which queues a person serves, and how fast. */
function SkillsField({ queues }: { queues: readonly Option[] }) {
  const { t } = useTranslation()
  const path = ['value', 'skills']
  const [text = '', setText] = useValue<string>(path)
  const skills = skillsFrom(text)
  const change = (queue: string, proficiency: string | undefined) => {
    const next = new Map(skills)
    if (proficiency === undefined) next.delete(queue)
    else next.set(queue, proficiency)
    setText(skillsText(next) || undefined)
  }
  return (
    <FieldGroup path={path} label={t('settings.person.skills')}>
      <ul className="setting-skills">
        {queues.map(({ value, label }) => (
          <li key={value}>
            <label className="setting-check">
              <input
                type="checkbox"
                checked={skills.has(value)}
                onChange={() => change(value, skills.has(value) ? undefined : '1')}
              />
              {label}
            </label>
            {skills.has(value) && (
              <input
                type="number"
                min={0}
                max={2}
                step={0.05}
                aria-label={t('settings.person.proficiencyOf', { queue: label })}
                value={skills.get(value)}
                onChange={(event) => change(value, event.target.value)}
              />
            )}
          </li>
        ))}
      </ul>
      <p className="soft">{t('settings.person.skillsHint')}</p>
    </FieldGroup>
  )
}

/** Words of a cell joined by "|". */
function WordsField({ path, label, options }: { path: Path; label: string; options: readonly Option[] }) {
  const [text = '', setText] = useValue<string>(path)
  const words = wordsFrom(text)
  const toggle = (word: string) => {
    const next = words.includes(word) ? words.filter((other) => other !== word) : [...words, word]
    setText(next.join('|') || undefined)
  }
  return (
    <FieldGroup path={path} label={label}>
      <div className="setting-checks">
        {options.map((option) => (
          <label key={option.value}>
            <input type="checkbox" checked={words.includes(option.value)} onChange={() => toggle(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

/** Time off, requests and fixed shifts of the person. */
function DaysFields({ settings }: { settings: PlanSettingsReply }) {
  const { t } = useTranslation()
  return (
    <ListFields
      path={['days']}
      label={t('settings.person.days')}
      itemLabel={(number) => t('settings.person.day', { number })}
      addLabel={t('settings.person.addDay')}
      added={{ kind: 'timeOff' }}
      none={t('settings.person.noDays')}
    >
      {(path) => <DayFields path={path} settings={settings} />}
    </ListFields>
  )
}

function DayFields({ path, settings }: { path: Path; settings: PlanSettingsReply }) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const [kind = ''] = useValue<string>([...path, 'kind'])
  const kinds = AVAILABILITY_KINDS.map((value) => ({ value, label: t(`settings.day.${value}`) }))
  return (
    <>
      <PickField path={[...path, 'kind']} label={t('settings.person.dayKind')} options={kinds} />
      <MomentField path={[...path, 'start']} label={t('settings.from')} />
      <MomentField path={[...path, 'end']} label={t('settings.to')} />
      {/[sS]hift/.test(kind) && (
        <PickField
          path={[...path, 'template']}
          label={t('settings.person.template')}
          options={words.options('shiftTemplates')}
          none={kind === 'fixedShift' ? undefined : t('settings.person.anyTemplate')}
        />
      )}
      {/Request$|preferred/.test(kind) && (
        <NumberField path={[...path, 'weight']} label={t('settings.person.weight')} placeholder="1" asText />
      )}
      <TextField path={[...path, 'reason']} label={t('settings.person.reason')} />
    </>
  )
}
