import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_LADDER_STEPS, type WatchSetting } from '../../../../server/contracts/watch-setting.ts'
import { InvalidPlaces, NumberField } from '../../../components/draft-fields.tsx'
import type { SettingDraft } from './setting-draft.ts'
import { AddressField, Check } from './setting-fields.tsx'

type Step = SettingDraft['ladder'][number]

interface LadderFieldsProps {
  readonly ladder: SettingDraft['ladder']
  readonly webhooks: WatchSetting['webhooks']
  readonly onChange: (ladder: SettingDraft['ladder']) => void
}

/** Whom a warning is told at once, and whom as long as nobody takes care of it. */
export function LadderFields({ ladder, webhooks, onChange }: LadderFieldsProps) {
  const { t } = useTranslation()
  const places = useContext(InvalidPlaces)
  const change = (key: number, part: Partial<Step>) =>
    onChange(ladder.map((step) => (step.key === key ? { ...step, ...part } : step)))
  const add = () => {
    const key = Math.max(...ladder.map((step) => step.key)) + 1
    onChange([...ladder, { key, waitMinutes: 10, mails: '', webhooks: [] }])
  }
  return (
    <fieldset>
      <legend>{t('intraday.watchSetting.ladder')}</legend>
      <p className="soft">{t('intraday.watchSetting.ladderHint')}</p>
      <ol className="watch-ladder">
        {ladder.map((step, index) => (
          <li key={step.key}>
            <fieldset>
              <legend>
                {t(index === 0 ? 'intraday.watchSetting.firstStep' : 'intraday.watchSetting.step', { number: index })}
              </legend>
              {index > 0 && (
                <NumberField
                  label={t('intraday.watchSetting.wait')}
                  place={`ladder.${index}.waitMinutes`}
                  rule={t('intraday.watchSetting.invalid.wait')}
                  unit={t('intraday.watchSetting.minutes')}
                  value={step.waitMinutes}
                  onChange={(waitMinutes) => change(step.key, { waitMinutes })}
                />
              )}
              <AddressField
                label={t('intraday.watchSetting.mails')}
                place={`ladder.${index}.mails`}
                value={step.mails}
                onChange={(mails) => change(step.key, { mails })}
              />
              <Webhooks
                {...{ webhooks, chosen: step.webhooks }}
                onChange={(ids) => change(step.key, { webhooks: ids })}
              />
              {index > 0 && (
                <button
                  type="button"
                  className="quiet"
                  aria-label={t('intraday.watchSetting.removeStep', { number: index })}
                  onClick={() => onChange(ladder.filter(({ key }) => key !== step.key))}
                >
                  {t('settings.remove')}
                </button>
              )}
            </fieldset>
          </li>
        ))}
      </ol>
      {places.has('ladder') && <p className="draft-problem">{t('intraday.watchSetting.invalid.ladder')}</p>}
      <button type="button" disabled={ladder.length >= MOST_LADDER_STEPS} onClick={add}>
        {t('intraday.watchSetting.addStep')}
      </button>
    </fieldset>
  )
}

interface WebhooksProps {
  readonly webhooks: WatchSetting['webhooks']
  readonly chosen: readonly string[]
  readonly onChange: (ids: string[]) => void
}

/** Those of the unit, and what was chosen and is there no more, so that it can be taken out. */
function Webhooks({ webhooks, chosen, onChange }: WebhooksProps) {
  const { t } = useTranslation()
  const gone = chosen.filter((id) => !webhooks.some((webhook) => webhook.id === id))
  if (webhooks.length === 0 && gone.length === 0) return null
  const toggle = (id: string) => (isChecked: boolean) =>
    onChange(isChecked ? [...chosen, id] : chosen.filter((other) => other !== id))
  return (
    <div className="watch-checks">
      {webhooks.map(({ id, host, format }) => (
        <Check
          key={id}
          label={`${host} (${t(`unitRules.format.${format}`)})`}
          isChecked={chosen.includes(id)}
          onChange={toggle(id)}
        />
      ))}
      {gone.map((id) => (
        <Check key={id} label={t('intraday.watchSetting.goneWebhook')} isChecked onChange={toggle(id)} />
      ))}
    </div>
  )
}
