import type { WallboardQueue } from '../../../server/contracts/wallboard.ts'

/** A shape for each state, so that colour says nothing alone. */
const SHAPES: Readonly<Record<WallboardQueue['state'], string>> = {
  onTrack: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm-1.6 16.2-5-5 2-2 3 3 6.2-6.3 2 2Z',
  watch: 'M12 1.5 23.5 22H.5Zm-1.4 7v7h2.8v-7Zm0 8.4v2.6h2.8v-2.6Z',
  belowTarget: 'M.5 2h23L12 22.5Z',
  closed: 'M2 5h20v14H2Z',
  unknown: 'M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm0 3a8 8 0 1 1 0 16 8 8 0 0 1 0-16Z',
}

export function StateMark({ state }: { state: WallboardQueue['state'] }) {
  return (
    <svg className="wall-mark" viewBox="0 0 24 24" aria-hidden="true" data-state={state}>
      <path d={SHAPES[state]} fillRule="evenodd" />
    </svg>
  )
}
