import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { useFormat } from '../../lib/workspace.ts'
import { shownPercent, type WeakInterval } from './service-summary.ts'

const LENGTHS: Readonly<Record<number, 'quarter' | 'half' | 'hour'>> = { 15: 'quarter', 30: 'half', 60: 'hour' }

/** "The worst quarter of an hour: Fri 20:15, 71 % (66 % to 75 %), target 80 %." */
export function useWeakestWords({ starts, intervalMinutes }: RunCoverage) {
  const { t } = useTranslation()
  const format = useFormat()
  const share = (value: number) => format.percent(value, 0)
  return ({ at, serviceLevel, lower95, upper95, asked }: WeakInterval): string =>
    t('coverage.weakest', {
      length: t(`coverage.length.${LENGTHS[intervalMinutes] ?? 'interval'}`),
      when: format.moment(starts[at] ?? ''),
      level: share(shownPercent({ serviceLevel, asked }) / 100),
      lower: share(lower95),
      upper: share(upper95),
      target: share(asked),
    })
}
