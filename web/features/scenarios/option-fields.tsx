import { useTranslation } from 'react-i18next'
import { MAX_WEEKS } from '../../../solver/domain/horizon.ts'
import { Picker } from '../../components/picker.tsx'
import { firstDayOfWeek } from '../../lib/planning-week.ts'
import { useFormat, usePlan } from '../../lib/workspace.ts'
import type { PlanOptions } from './plan-options.ts'

const GAPS = [0.005, 0.01, 0.02, 0.05]
const TIME_LIMITS_SECONDS = [10, 30, 60, 120, 300]

interface OptionFieldsProps {
  readonly options: PlanOptions
  readonly onChange: (options: PlanOptions) => void
}

/** Which week is planned, and how hard. */
export function OptionFields({ options, onChange }: OptionFieldsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { weekStartsOn } = usePlan()
  const choices = (values: readonly number[], own: number, label: (value: number) => string) =>
    [...new Set([...values, own])].sort((a, b) => a - b).map((value) => ({ value: `${value}`, label: label(value) }))
  const pick = (key: keyof PlanOptions) => (value: string) => onChange({ ...options, [key]: Number(value) })
  const weeks = Array.from({ length: MAX_WEEKS }, (_, index) => index + 1)
  const { week, weeks: count, gap, timeLimitSeconds, seed } = options
  return (
    <div className="scenario-options">
      <label className="picker">
        <span>{t('planning.week')}</span>
        <input
          type="date"
          required
          value={week}
          onChange={(event) => event.target.value !== '' && onChange({ ...options, week: event.target.value })}
        />
        <span>{format.week(firstDayOfWeek(week, weekStartsOn), count)}</span>
      </label>
      <Picker
        label={t('planning.weeks')}
        value={`${count}`}
        options={choices(weeks, count, (value) => t('planning.weekCount', { count: value }))}
        onChange={pick('weeks')}
      />
      <Picker
        label={t('planning.gap')}
        value={`${gap}`}
        options={choices(GAPS, gap, (value) => format.percent(value))}
        onChange={pick('gap')}
      />
      <Picker
        label={t('scenarios.timeLimit')}
        value={`${timeLimitSeconds}`}
        options={choices(TIME_LIMITS_SECONDS, timeLimitSeconds, format.duration)}
        onChange={pick('timeLimitSeconds')}
      />
      <label className="picker">
        <span>{t('planning.seed')}</span>
        <input
          type="number"
          min={0}
          max={2_147_483_647}
          step={1}
          className="short-number"
          value={seed}
          onChange={(event) => onChange({ ...options, seed: event.target.valueAsNumber || 0 })}
        />
      </label>
    </div>
  )
}
