import { useTranslation } from 'react-i18next'

/** Who may decide need not decide later what they enter themselves. */
export function ApproveAtOnce({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const { t } = useTranslation()
  return (
    <label className="ask-check">
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      <span>{t('team.approveAtOnce')}</span>
    </label>
  )
}
