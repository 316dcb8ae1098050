import { useTranslation } from 'react-i18next'
import type { PlanSettingsReply, SettingsValue } from '../../../server/contracts/settings.ts'
import { CHANNELS } from '../../../solver/domain/queue.ts'
import { NameField, NumberField, PickField, TextField } from './fields.tsx'
import { ClosuresField, OpenHoursField } from './list-fields.tsx'
import { useMoney } from './use-money.ts'
import { useSettingWords } from './use-setting-words.ts'

export const NEW_QUEUE: SettingsValue = {
  channel: 'chat',
  openHours: [{ from: '09:00', to: '21:00' }],
  ahtSeconds: 300,
  target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 },
}

interface QueueFormProps {
  readonly draft: SettingsValue
  readonly settings: PlanSettingsReply
  readonly isNew: boolean
}

export function QueueForm({ draft, settings, isNew }: QueueFormProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className="setting-fields">
        {isNew && <TextField path={['id']} label={t('settings.id')} hint={t('settings.idHint')} />}
        <NameField path={['name']} />
        {isNew ? (
          <PickField
            path={['channel']}
            label={t('settings.queue.channel')}
            options={CHANNELS.map((value) => ({ value, label: t(`targets.channel.${value}`) }))}
          />
        ) : (
          <p className="setting-field">
            <span>{t('settings.queue.channel')}</span>
            {t(`targets.channel.${draft.channel as 'phone'}`)}
          </p>
        )}
      </div>
      {isNew && <NewQueueFields draft={draft} settings={settings} />}
      <OpenHoursField path={['openHours']} />
      <ClosuresField path={['closures']} />
      <WorkFields draft={draft} />
    </>
  )
}

/** What a contact takes, in what order it comes, and what it costs when nobody is there. */
function WorkFields({ draft }: { draft: SettingsValue }) {
  const { t } = useTranslation()
  const { scale, currency } = useMoney()
  const isTicket = draft.channel === 'ticket'
  return (
    <fieldset className="setting-group">
      <legend>{t('settings.queue.work')}</legend>
      <div className="setting-fields">
        <NumberField
          path={['ahtSeconds']}
          label={t('settings.queue.aht')}
          unit={t('targets.secondsUnit')}
          hint={t('settings.queue.ahtHint')}
        />
        {draft.channel === 'chat' && (
          <>
            <NumberField path={['concurrency']} label={t('settings.queue.concurrency')} step={1} placeholder="1" />
            <NumberField
              path={['concurrencyGain']}
              label={t('settings.queue.concurrencyGain')}
              placeholder="1"
              hint={t('settings.queue.concurrencyGainHint')}
            />
          </>
        )}
        {!isTicket && (
          <>
            <NumberField
              path={['meanPatienceSeconds']}
              label={t('settings.queue.patience')}
              unit={t('targets.secondsUnit')}
              hint={t('settings.queue.patienceHint')}
            />
            <NumberField
              path={['priority']}
              label={t('settings.queue.priority')}
              step={1}
              placeholder="5"
              hint={t('settings.queue.priorityHint')}
            />
          </>
        )}
        <NumberField
          path={[isTicket ? 'overdueCostPerHour' : 'understaffingCostPerHour']}
          label={t(isTicket ? 'settings.queue.overduePrice' : 'settings.queue.understaffingPrice')}
          unit={currency}
          scale={scale}
          hint={t(isTicket ? 'settings.queue.overduePriceHint' : 'settings.queue.understaffingPriceHint')}
        />
      </div>
    </fieldset>
  )
}

/** A new queue has neither promises nor history of its own yet. */
function NewQueueFields({ draft, settings }: Omit<QueueFormProps, 'isNew'>) {
  const { t } = useTranslation()
  const words = useSettingWords(settings)
  const isTicket = draft.channel === 'ticket'
  return (
    <fieldset className="setting-group">
      <legend>{t('settings.queue.beginning')}</legend>
      <div className="setting-fields">
        <NumberField path={['target', 'serviceLevelTarget']} label={t('settings.queue.share')} unit="%" scale={100} />
        {isTicket ? (
          <NumberField
            path={['target', 'finishWithinHours']}
            label={t('settings.queue.finishWithin')}
            unit={t('targets.hoursUnit')}
          />
        ) : (
          <NumberField
            path={['target', 'answerWithinSeconds']}
            label={t('settings.queue.answerWithin')}
            unit={t('targets.secondsUnit')}
          />
        )}
        <PickField
          path={['analogy', 'queue']}
          label={t('settings.queue.analogy')}
          options={words.options('queues')}
          none={t('settings.queue.noAnalogy')}
          hint={t('settings.queue.analogyHint')}
        />
        <NumberField path={['analogy', 'scale']} label={t('settings.queue.analogyScale')} />
      </div>
    </fieldset>
  )
}
