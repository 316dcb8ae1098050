import { usePlan } from '../../lib/workspace.ts'
import { type LeverDraft, type LeverSetting, ofWhat } from './sweep-figures.ts'
import { useStaffedGroups } from './use-staffed-groups.ts'

type Lever = LeverSetting['lever']

/** Where a lever is worth looking at first; shares in 0..1. */
const FIRST_RANGES: Readonly<Record<Lever, Pick<LeverDraft, 'from' | 'to' | 'step'>>> = {
  volume: { from: 0.8, to: 1.6, step: 0.2 },
  aht: { from: 0.8, to: 1.2, step: 0.1 },
  deflection: { from: 0, to: 0.3, step: 0.1 },
  absence: { from: 0.05, to: 0.2, step: 0.05 },
  hires: { from: 0, to: 4, step: 1 },
  target: { from: 0.7, to: 0.9, step: 0.1 },
  patience: { from: 0.5, to: 1.5, step: 0.5 },
}

/** A lever as it is first offered: about the first queue or group where it needs one. */
export function useFirstLever(): (lever: Lever) => LeverDraft {
  const { queues } = usePlan()
  const groups = useStaffedGroups()
  return (lever) => {
    const what = ofWhat(lever)
    const of = what === 'group' ? groups[0] : what === 'queue' ? queues[0]?.id : undefined
    return { lever, of: of ?? '', ...FIRST_RANGES[lever] }
  }
}
