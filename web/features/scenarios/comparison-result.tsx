import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { FrontierPanel } from './frontier-panel.tsx'
import { MeasurePanel } from './measure-panel.tsx'
import { TargetPanel } from './target-panel.tsx'
import { WaterfallPanel } from './waterfall-panel.tsx'

/** What came out of a comparison: why the cost differs, figures, targets, and which scenarios are worth their money. */
export function ComparisonResultView({ result }: { result: ComparisonResult }) {
  return (
    <>
      <WaterfallPanel result={result} />
      <MeasurePanel result={result} />
      <div className="table-pair">
        <FrontierPanel result={result} />
        <TargetPanel result={result} />
      </div>
    </>
  )
}
