/**
 * Colour of a custom property as a canvas understands it. The property may hold light-dark() or another var(), so a
 * hidden element resolves it.
 */
export function cssColor(name: `--${string}`): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${name})`
  probe.hidden = true
  document.body.append(probe)
  const color = getComputedStyle(probe).color
  probe.remove()
  return color
}

/** Size of a rem in CSS pixels; canvases and rows grow with it on wall screens. */
export const remPixels = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

export const canvasFont = (rem: number, weight = 400): string =>
  `${weight} ${rem}px ${getComputedStyle(document.body).fontFamily}`
