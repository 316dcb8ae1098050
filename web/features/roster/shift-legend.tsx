import type { RunRoster } from '../../../server/contracts/run-result.ts'
import { useNames, usePlan } from '../../lib/workspace.ts'
import { SHIFT_COLORS } from './paint.ts'

/** Colours of the shift templates that the roster uses. */
export function ShiftLegend({ roster }: { roster: RunRoster }) {
  const { shiftTemplates } = usePlan()
  const names = useNames()
  const used = new Set(roster.assignments.map(({ templateId }) => templateId))
  return (
    <ul className="legend">
      {shiftTemplates.map(({ id }, index) =>
        used.has(id) ? (
          <li key={id}>
            <i className={`key shift-key-${(index % SHIFT_COLORS) + 1}`} />
            {names.template(id)}
          </li>
        ) : null,
      )}
    </ul>
  )
}
