/** Widths of texts in one font, each measured once: measuring costs as much as drawing. */
export class TextWidths {
  readonly #measure: (text: string) => number
  readonly #known = new Map<string, number>()
  readonly #cut = new Map<string, string>()

  /** @param measure width of a text, CSS pixels */
  constructor(measure: (text: string) => number) {
    this.#measure = measure
  }

  widthOf(text: string): number {
    let width = this.#known.get(text)
    if (width === undefined) {
      width = this.#measure(text)
      this.#known.set(text, width)
    }
    return width
  }

  /** The first of the texts, longest first, that has room; '' when none has. */
  fit(texts: readonly string[], room: number): string {
    for (const text of texts) if (this.widthOf(text) <= room) return text
    return ''
  }

  /** The text, cut with an ellipsis where it is too long; '' when not even one letter has room. */
  cut(text: string, room: number): string {
    if (this.widthOf(text) <= room) return text
    const key = `${Math.floor(room)} ${text}`
    let short = this.#cut.get(key)
    if (short === undefined) {
      short = this.#cutTo(Array.from(text), room)
      this.#cut.set(key, short)
    }
    return short
  }

  #cutTo(letters: readonly string[], room: number): string {
    let [fits, tooLong] = [0, letters.length]
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1
      if (this.#measure(`${letters.slice(0, middle).join('')}…`) <= room) fits = middle
      else tooLong = middle
    }
    return fits === 0 ? '' : `${letters.slice(0, fits).join('')}…`
  }
}
