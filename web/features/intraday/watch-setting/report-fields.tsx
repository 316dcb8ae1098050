import { useTranslation } from 'react-i18next'
import type { WebhookLanguage } from '../../../../server/contracts/webhook.ts'
import { Picker } from '../../../components/picker.tsx'
import type { SettingDraft } from './setting-draft.ts'
import { AddressField, Check, ClockField } from './setting-fields.tsx'

interface ReportFieldsProps {
  readonly report: SettingDraft['dailyReport']
  readonly language: WebhookLanguage
  readonly onChange: (report: SettingDraft['dailyReport']) => void
}

/** To whom the daily report goes, and when. */
export function ReportFields({ report, language, onChange }: ReportFieldsProps) {
  const { t } = useTranslation()
  return (
    <fieldset>
      <legend>{t('intraday.watchSetting.report')}</legend>
      <Check
        label={t('intraday.watchSetting.hasReport')}
        isChecked={report !== null}
        onChange={(isChecked) => onChange(isChecked ? { at: '08:00', mails: '', language, withCosts: false } : null)}
      />
      {report && (
        <>
          <div className="watch-grid">
            <ClockField
              label={t('intraday.watchSetting.reportAt')}
              place="dailyReport.at"
              value={report.at}
              onChange={(at) => onChange({ ...report, at })}
            />
            <LanguagePicker value={report.language} onChange={(chosen) => onChange({ ...report, language: chosen })} />
          </div>
          <AddressField
            label={t('intraday.watchSetting.mails')}
            place="dailyReport.mails"
            value={report.mails}
            onChange={(mails) => onChange({ ...report, mails })}
          />
          <Check
            label={t('intraday.watchSetting.withCosts')}
            isChecked={report.withCosts}
            onChange={(withCosts) => onChange({ ...report, withCosts })}
          />
        </>
      )}
      <p className="soft">{t('intraday.watchSetting.reportHint')}</p>
    </fieldset>
  )
}

interface LanguagePickerProps {
  readonly value: WebhookLanguage
  readonly onChange: (language: WebhookLanguage) => void
}

export function LanguagePicker({ value, onChange }: LanguagePickerProps) {
  const { t } = useTranslation()
  return (
    <Picker
      label={t('intraday.watchSetting.language')}
      value={value}
      options={[
        { value: 'zh-CN', label: '简体中文' },
        { value: 'en', label: 'English' },
      ]}
      onChange={(language) => onChange(language as WebhookLanguage)}
    />
  )
}
