import type { ForecastAccuracyReply } from '../../../server/contracts/forecast.ts'

/** Nearer to each other than this, relative to the hand method's error, two errors count as alike. */
const ALIKE = 0.02

/** How a forecast's error by interval stands to the hand method's; undefined where either is unknown. */
export function comparedWithHand({ wape, handWape }: ForecastAccuracyReply): 'better' | 'worse' | 'alike' | undefined {
  if (wape === null || handWape === null) return undefined
  if (Math.abs(wape - handWape) <= ALIKE * handWape) return 'alike'
  return wape < handWape ? 'better' : 'worse'
}
