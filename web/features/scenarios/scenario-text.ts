/** A list item of a scenario's file: names to what they say, undefined left out. */
export type ScenarioItem = Readonly<Record<string, unknown>>

interface ScenarioDraft {
  readonly id: string
  readonly name: string
  readonly uses?: readonly string[]
  /** Lists of the file by their names, as in `volume`; empty ones are left out. */
  readonly lists?: Readonly<Record<string, readonly ScenarioItem[]>>
  readonly unplannedShrinkage?: number | undefined
}

/** The text of a scenario's file, an item a line, as people write it; everything in a line is JSON, which YAML reads. */
export function scenarioText({ id, name, uses = [], lists = {}, unplannedShrinkage }: ScenarioDraft): string {
  const lines = [`id: ${JSON.stringify(id)}`, `name: ${JSON.stringify(name)}`]
  if (uses.length > 0) lines.push(`uses: ${inline(uses)}`)
  for (const [list, items] of Object.entries(lists))
    if (items.length > 0) lines.push(`${list}:`, ...items.map((item) => `  - ${inline(item)}`))
  if (unplannedShrinkage !== undefined) lines.push(`unplannedShrinkage: ${unplannedShrinkage}`)
  return `${lines.join('\n')}\n`
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{ ${parts.map(([key, part]) => `${key}: ${inline(part)}`).join(', ')} }`
}

const LONGEST_ID = 60

/** An id that no scenario has yet, after a name: what ids cannot hold becomes a dash. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, '')
    .slice(0, LONGEST_ID)
  const base = plain === '' || plain === 'baseline' ? 'scenario' : plain
  if (!taken.includes(base)) return base
  let number = 2
  while (taken.includes(`${base}-${number}`)) number++
  return `${base}-${number}`
}

/** A scenario's text under another id; put first where it says none. */
export const withId = (text: string, id: string): string =>
  /^id:.*$/m.test(text)
    ? text.replace(/^id:.*$/m, () => `id: ${JSON.stringify(id)}`)
    : `id: ${JSON.stringify(id)}\n${text}`
