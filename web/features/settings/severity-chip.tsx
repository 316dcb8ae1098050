import { useTranslation } from 'react-i18next'

const TONES = { hard: 'work', soft: 'warn', pay: 'plain' } as const

export function SeverityChip({ severity }: { severity: keyof typeof TONES }) {
  const { t } = useTranslation()
  return (
    <span className="chip" data-tone={TONES[severity]}>
      {t(`settings.rule.severity.${severity}`)}
    </span>
  )
}
