import type { LocalName } from '../../../solver/domain/queue.ts'

export type Language = 'zh-CN' | 'en'

/** The same in both languages: every header stands in the reader's and, below or beside it, in the other. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Chooses among words: `first` in the reader's language, `second` in the other. */
export class Wording {
  readonly language: Language

  constructor(language: Language) {
    this.language = language
  }

  first({ zh, en }: Bilingual): string {
    return this.language === 'zh-CN' ? zh : en
  }

  second({ zh, en }: Bilingual): string {
    return this.language === 'zh-CN' ? en : zh
  }

  /** A thing's name in the reader's language, or the id of what has none. */
  name(name: LocalName | undefined, id: string): string {
    return this.first(bothNames(name ?? id))
  }
}

export const bothNames = (name: LocalName): Bilingual =>
  typeof name === 'string' ? { zh: name, en: name } : { zh: name['zh-CN'], en: name.en }

/** What it is in both languages, with more words behind it that are the same in both. */
export const followedBy = ({ zh, en }: Bilingual, rest: string): Bilingual => ({
  zh: `${zh} ${rest}`,
  en: `${en} ${rest}`,
})

const MONTH = new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** `2026-12` as a month in words; any other label, such as the first day of a week, as it is. */
export function periodWords(label: string): Bilingual {
  const match = /^(\d{4})-(\d{2})$/.exec(label)
  if (!match) return { zh: label, en: label }
  return { zh: `${match[1]}年${Number(match[2])}月`, en: MONTH.format(new Date(`${label}-01T00:00:00Z`)) }
}

/** A local date as a cell holds it. */
export const dateCell = (date: string): Date => new Date(`${date}T00:00:00Z`)

/** Minor units in one unit of a currency, as cells hold money: 100 for CNY, 1 for JPY. */
export const minorUnits = (currency: string): number =>
  10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
