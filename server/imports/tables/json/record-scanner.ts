/** Longest text of one record. */
export const MAX_RECORD_CHARACTERS = 8_000_000

/** Where the records of a JSON text stand: one after another, in a list, or in a list that an object holds. */
export type RecordLayout = 'sequence' | 'list' | 'wrapped'

const OPEN_AROUND: Readonly<Record<RecordLayout, string>> = { sequence: '', list: '[', wrapped: '{[' }

export interface ScannedRecord {
  readonly text: string
  /** Line on which it begins, counted from 1. */
  readonly line: number
}

/**
 * Finds the objects that are records in a JSON text, piece by piece, by counting brackets outside strings: what is
 * inside a record is for JSON.parse to judge, so that a broken one does not end the reading of the others.
 */
export class RecordScanner {
  readonly #around: string
  #line = 1
  #open = ''
  #isInString = false
  #isEscaped = false
  #record = ''
  #recordLine = 0
  #recordDepth = 0
  #hasReadList = false
  /** Lists behind the first of a wrapper, which are not read. */
  otherLists = 0

  constructor(layout: RecordLayout) {
    this.#around = OPEN_AROUND[layout]
  }

  /** Whether the text so far ends outside all brackets. */
  get isComplete(): boolean {
    return this.#open === '' && !this.#isInString && this.#recordDepth === 0
  }

  /** Line that the text so far ends on, and on which an unfinished record began. */
  get line(): number {
    return this.#recordDepth > 0 ? this.#recordLine : this.#line
  }

  /** Whether a record has grown beyond what one may be. */
  get isTooLong(): boolean {
    return this.#record.length > MAX_RECORD_CHARACTERS
  }

  push(text: string): ScannedRecord[] {
    const records: ScannedRecord[] = []
    let start = 0
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code === 10) this.#line++
      if (this.#isInString) this.#inString(code)
      else if (code === 34) this.#isInString = true
      else if (code === 123 || code === 91) {
        if (this.#opens(code)) start = index
      } else if ((code === 125 || code === 93) && this.#closes()) {
        records.push({ text: this.#record + text.slice(start, index + 1), line: this.#recordLine })
        this.#record = ''
      }
    }
    if (this.#recordDepth > 0) this.#record += text.slice(start)
    return records
  }

  #inString(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (code === 92) this.#isEscaped = true
    else if (code === 34) this.#isInString = false
  }

  /** Takes an opening bracket; true when a record begins with it. */
  #opens(code: number): boolean {
    if (this.#recordDepth > 0) {
      this.#recordDepth++
      return false
    }
    if (code === 123 && this.#open === this.#around && !this.#hasReadList) {
      this.#recordDepth = 1
      this.#recordLine = this.#line
      return true
    }
    if (this.#hasReadList && code === 91 && this.#open === '{') this.otherLists++
    this.#open += code === 123 ? '{' : '['
    return false
  }

  /** Takes a closing bracket; true when a record ends with it. */
  #closes(): boolean {
    if (this.#recordDepth > 0) {
      this.#recordDepth--
      return this.#recordDepth === 0
    }
    if (this.#open === this.#around && this.#around === '{[') this.#hasReadList = true
    this.#open = this.#open.slice(0, -1)
    // The next page of an interface, written behind the first, holds the next list.
    if (this.#open === '') this.#hasReadList = false
    return false
  }
}
