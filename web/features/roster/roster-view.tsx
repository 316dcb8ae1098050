import './roster.css'
import './panels/panels.css'
import type { Run } from '../../../server/contracts/run.ts'
import { OnlyWith } from '../../components/only-with.tsx'
import { BoardWorkspace } from './board-workspace.tsx'
import { BringInRoster } from './desk/bring-in-roster.tsx'

/** The planning board: who works when, to be changed by hand and solved on from. */
export const RosterView = ({ run }: { run: Run }) => (
  <>
    <BoardWorkspace key={run.id} run={run} />
    <OnlyWith right="plan.edit">
      <BringInRoster run={run} />
    </OnlyWith>
  </>
)
