import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { Choice } from '../../components/choice.tsx'
import { Guarded } from '../../components/guarded.tsx'
import { navigate, useRoute } from '../../lib/route.ts'
import { CompareWay } from './compare-way.tsx'
import { EstimateWay } from './estimate-way.tsx'
import './scenarios.css'
import { SweepWay } from './sweep-way.tsx'

const WAYS = ['compare', 'sweep', 'estimate'] as const
type Way = (typeof WAYS)[number]

interface ScenariosViewProps {
  /** The run that is looked at: what estimates are made from, and whose options a comparison starts with. */
  readonly run: Run | undefined
  readonly onPlanWeek: () => void
}

/** What would be if: scenarios planned in full beside one another, a lever swept, or an estimate at once. */
export function ScenariosView({ run, onPlanWeek }: ScenariosViewProps) {
  const { as } = useRoute()
  const way = WAYS.find((known) => known === as) ?? 'compare'
  const toolbar = <WayChoice way={way} />
  return (
    <Guarded key={way}>
      {way === 'compare' && <CompareWay run={run} toolbar={toolbar} />}
      {way === 'sweep' && <SweepWay run={run} toolbar={toolbar} />}
      {way === 'estimate' && <EstimateWay run={run} toolbar={toolbar} onPlanWeek={onPlanWeek} />}
    </Guarded>
  )
}

function WayChoice({ way }: { way: Way }) {
  const { t } = useTranslation()
  return (
    <div className="toolbar">
      <Choice
        label={t('scenarios.wayLabel')}
        value={way}
        options={WAYS.map((value) => ({ value, label: t(`scenarios.way.${value}`) }))}
        onChange={(value) => navigate({ as: value === 'compare' ? undefined : value, comparison: undefined })}
      />
    </div>
  )
}
