/**
 * Rounds parts to whole numbers that add up to their rounded total, by largest remainder (Hamilton's method): all are
 * rounded down, and the ones that are then missing go to the largest remainders; equal ones in the order given.
 */
export function wholeParts(parts: readonly number[]): number[] {
  const whole = parts.map(Math.floor)
  const total = Math.round(parts.reduce((sum, part) => sum + part, 0))
  const missing = total - whole.reduce((sum, part) => sum + part, 0)
  const byRemainder = parts
    .map((part, place) => ({ place, remainder: part - Math.floor(part) }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place)
  for (const { place } of byRemainder.slice(0, missing)) whole[place]! += 1
  return whole
}
