import { CELL_COLORS, type CellColor } from '../model/board-roster.ts'

/** Shift templates beyond the eighth begin with the first colour again. */
export const SHIFT_COLORS = 8

const TOKENS = {
  surface: '--surface',
  raised: '--surface-raised',
  sunken: '--surface-sunken',
  line: '--line',
  lineStrong: '--line-strong',
  ink: '--ink',
  inkSoft: '--ink-soft',
  accent: '--accent',
  accentInk: '--accent-ink',
  focus: '--focus',
  bad: '--bad',
  badWash: '--bad-wash',
  warn: '--warn',
  pause: '--break',
  activity: '--override',
  odd: '--odd-wash',
  selected: '--board-selected',
  lit: '--board-lit',
  found: '--board-found',
  theirs: '--board-theirs',
  differs: '--override',
  note: '--event',
  short: '--bad',
  over: '--fill-over',
  covered: '--reason-work',
  required: '--series-need',
} as const

export type Palette = Readonly<Record<keyof typeof TOKENS, string>> & {
  /** By template, repeating. */
  readonly fills: readonly string[]
  readonly edges: readonly string[]
  /** What planners mark days with: a wash over the cell, and the line at its foot. */
  readonly marks: Readonly<Record<CellColor, { readonly wash: string; readonly edge: string }>>
  readonly font: string
}

/** The tokens' colours as a canvas understands them, resolved in one go: each alone would lay the page out again. */
export function resolvePalette(host: HTMLElement): Palette {
  const probe = document.createElement('div')
  probe.hidden = true
  const read: (() => void)[] = []
  const found = new Map<string, string>()
  const want = (name: string) => {
    const span = document.createElement('span')
    span.style.color = `var(${name})`
    probe.append(span)
    read.push(() => found.set(name, getComputedStyle(span).color))
  }
  const shifts = Array.from({ length: SHIFT_COLORS }, (_, index) => index + 1)
  const names = [
    ...Object.values(TOKENS),
    ...shifts.flatMap((number) => [`--shift-${number}`, `--shift-edge-${number}`]),
    ...CELL_COLORS.flatMap((color) => [`--mark-${color}`, `--mark-${color}-wash`]),
  ]
  names.forEach(want)
  host.append(probe)
  for (const one of read) one()
  probe.remove()
  const color = (name: string) => found.get(name) ?? ''
  return {
    ...(Object.fromEntries(Object.entries(TOKENS).map(([key, name]) => [key, color(name)])) as Record<
      keyof typeof TOKENS,
      string
    >),
    fills: shifts.map((number) => color(`--shift-${number}`)),
    edges: shifts.map((number) => color(`--shift-edge-${number}`)),
    marks: Object.fromEntries(
      CELL_COLORS.map((name) => [name, { wash: color(`--mark-${name}-wash`), edge: color(`--mark-${name}`) }]),
    ) as Palette['marks'],
    font: getComputedStyle(document.body).fontFamily,
  }
}
