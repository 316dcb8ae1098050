export type LevelVerdict = 'met' | 'missed' | 'unsure' | 'empty'

interface MeasuredLevel {
  readonly targetShare: number
  readonly lower95: number | null
  readonly upper95: number | null
}

/** Met when the whole interval reaches the target, missed when none of it does, else the simulation cannot tell. */
export function levelVerdict({ targetShare, lower95, upper95 }: MeasuredLevel): LevelVerdict {
  if (lower95 === null || upper95 === null) return 'empty'
  if (lower95 >= targetShare) return 'met'
  return upper95 < targetShare ? 'missed' : 'unsure'
}
