import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply, SettingsValue } from '../../../server/contracts/settings.ts'
import type { Path } from './draft.ts'
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
import { useValue } from './form-context.tsx'
import { ListFields } from './list-fields.tsx'
import { ShiftPicture } from './shift-picture.tsx'
import { useSettingWords } from './use-setting-words.ts'

interface ShiftFormProps {
  readonly draft: SettingsValue
  readonly settings: PlanSettingsReply
  readonly isNew: boolean
}

export function ShiftForm({ draft, settings, isNew }: ShiftFormProps) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  return (
    <>
      <ShiftPicture value={draft} />
      <div className="setting-fields">
        {isNew && <TextField path={['id']} label={t('settings.id')} hint={t('settings.idHint')} />}
        <NameField path={['name']} />
        <ListField
          path={['startTimes']}
          label={t('settings.shift.startTimes')}
          hint={t('settings.shift.startTimesHint')}
        />
        <NumberField
          path={['lengthMinutes']}
          label={t('settings.shift.length')}
          unit={t('targets.hoursUnit')}
          scale={1 / 60}
          hint={t('settings.shift.lengthHint')}
        />
      </div>
      <WeekdaysField path={['weekdays']} label={t('settings.shift.weekdays')} />
      <ListFields
        path={['breaks']}
        label={t('settings.shift.breaks')}
        itemLabel={(number) => t('settings.shift.break', { number })}
        addLabel={t('settings.shift.addBreak')}
        added={{ kind: 'rest', minutes: 15, paid: true, earliestStartMinutes: 300, latestStartMinutes: 360 }}
        none={t('settings.shift.noBreaks')}
      >
        {(path) => <BreakFields path={path} />}
      </ListFields>
      <fieldset className="setting-group">
        <legend>{t('settings.shift.who')}</legend>
        <ChecksField
          path={['groups']}
          label={t('settings.groups')}
          options={words.options('groups')}
          none={t('settings.all')}
        />
        <ChecksField
          path={['contracts']}
          label={t('settings.contracts')}
          options={words.options('contracts')}
          none={t('settings.all')}
        />
        {words.roles().length > 0 && (
          <ChecksField
            path={['roles']}
            label={t('settings.roles')}
            options={words.roles()}
            none={t('settings.noRole')}
          />
        )}
        <CheckField path={['onCall']} label={t('settings.shift.onCallField')} />
      </fieldset>
    </>
  )
}

function BreakFields({ path }: { path: Path }) {
  const { t } = useTranslation()
  const [paid = false, setPaid] = useValue<boolean>([...path, 'paid'])
  const minutes = t('settings.minutesUnit')
  return (
    <>
      <PickField
        path={[...path, 'kind']}
        label={t('settings.shift.breakKind')}
        options={(['meal', 'rest'] as const).map((value) => ({ value, label: t(`settings.shift.kind.${value}`) }))}
      />
      <NumberField path={[...path, 'minutes']} label={t('settings.shift.breakLength')} unit={minutes} step={1} />
      <NumberField
        path={[...path, 'earliestStartMinutes']}
        label={t('settings.shift.earliest')}
        unit={minutes}
        step={1}
      />
      <NumberField path={[...path, 'latestStartMinutes']} label={t('settings.shift.latest')} unit={minutes} step={1} />
      <label className="setting-check">
        <input type="checkbox" checked={paid} onChange={() => setPaid(!paid)} />
        {t('settings.shift.paid')}
      </label>
    </>
  )
}
