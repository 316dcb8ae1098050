import { MAX_EXPECTED_SIZE } from './calendar-csv.ts'
import { numberFrom } from './csv-table.ts'

/** An expected size as read; unknown ones count as 1. */
export interface ExpectedSize {
  readonly value: number
  readonly isKnown: boolean
}

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  百: 1e2,
  千: 1e3,
  k: 1e3,
  万: 1e4,
  萬: 1e4,
  w: 1e4,
  m: 1e6,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  億: 1e8,
}

/** What people write while they do not know yet. */
const UNKNOWN = /^(-+|—+|\/|无|無|待定|未知|暂无|tbd|tbc|n\/?a|none|null|\?+)?$/i
const SIZE =
  /^[¥￥$€£]?([+]?[\d.]+(?:e[+-]?\d+)?)(百万|千万|百|千|万|萬|亿|億|k|w|m)?\+?(?:[单單人次件元块]|人次|场观|人民币|rmb|cny|usd|gmv|orders?|viewers?)?$/i
/** Commas that part thousands, and none that stands for a decimal point. */
const THOUSANDS = /^\D*\d{1,3}(,\d{3})+(?!\d|,)/

/** A planner's figure such as `12000`, `3,000`, `1.2万`, `50w`, `12k` or `约5000单`; undefined when it is none. */
export function expectedSizeOf(text: string): ExpectedSize | undefined {
  const compact = text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^([约約≈~>≥]|大约|预计|about|approx\.?)+/i, '')
    .replace(/[左右上下]+$/, '')
  if (UNKNOWN.test(compact)) return { value: 1, isKnown: false }
  const plain = THOUSANDS.test(compact) ? compact.replaceAll(',', '') : compact
  const [, digits = '', unit = ''] = SIZE.exec(plain) ?? []
  const number = numberFrom(digits)
  const value = number === undefined ? Number.NaN : Math.round(number * FACTORS[unit.toLowerCase()]! * 1e6) / 1e6
  return value >= 0 && value <= MAX_EXPECTED_SIZE ? { value, isKnown: true } : undefined
}
