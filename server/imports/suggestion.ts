/** Edits (insert, delete, replace one character) that turn one text into the other. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(replace, previous[j]! + 1, current[j - 1]! + 1))
    }
    previous = current
  }
  return previous[b.length]!
}

/** The known word that someone may have meant, or undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let fewest = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < fewest && edits < candidate.length) {
      best = candidate
      fewest = edits
    }
  }
  return best
}

const LISTED = 12

/** What to write in the place of an unknown word: the nearest known one, else the list of them. */
export function knownWordsHint(word: string, known: Iterable<string>): string {
  const words = [...known]
  const near = nearest(word, words)
  if (near !== undefined) return `Maybe you meant ${JSON.stringify(near)}.`
  const more = words.length > LISTED ? ` and ${words.length - LISTED} more` : ''
  return words.length === 0 ? 'None is defined.' : `Use one of: ${words.slice(0, LISTED).join(', ')}${more}.`
}
