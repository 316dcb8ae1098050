/** Words that stand in many rows, each kept once: a row holds its number. */
export class WordList {
  readonly words: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #most: number

  /** @param most numbers that the rows' columns have room for */
  constructor(most: number) {
    this.#most = most
  }

  numberOf(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    if (this.words.length === this.#most) throw new RangeError(`More than ${this.#most} different words.`)
    const number = this.words.push(word) - 1
    this.#numbers.set(word, number)
    return number
  }
}
