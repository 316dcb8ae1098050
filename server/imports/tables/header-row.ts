/** A row of a file, as far as its header is concerned. */
export type Cells = readonly string[]

/** Rows above the header at most; beyond these a file has no header. */
const MAX_TITLE_ROWS = 50
/** Rows below a candidate that tell how wide the table is. */
const ROWS_COMPARED = 20
/** Longest name of a column; longer texts are remarks above a table, or data. */
const MAX_NAME_CHARACTERS = 100
/** Of a header's cells, so many must look like names. */
const LEAST_NAME_SHARE = 0.6

/** Words that headers of contact, interval and calendar exports are made of, as parts of a name. */
const HEADER_WORDS = new RegExp(
  [
    'id|time|date|created|updated|closed|status|channel|queue|group|agent|assignee|customer|requester|order|volume',
    'offered|handled|abandon|interval|start|end|subject|type|source|duration|title|kind|name|host|platform|category',
    '时间|日期|编号|单号|状态|渠道|客服|客户|会话|工单|订单|时长|技能|队列|分组|类型|来源|开始|结束|接待|咨询|主播|直播|平台|标题|主题',
    '時間|編號|單號|狀態|管道|通路|客戶|會話|工單|訂單|時長|佇列|群組|分組|類型|來源|開始|結束|諮詢|平臺|標題|主題',
  ].join('|'),
  'i',
)

const UNIT =
  /^[(（[]?\s*(s|sec|secs|seconds?|ms|min|mins|minutes?|h|hrs?|hours?|%|percent|秒|毫秒|分|分钟|分鐘|小时|小時|时|時|天|元|¥|件|个|個|次|人|条|條|通)\s*[)）\]]?$/i

/**
 * Position of the header among the first rows of a file: the row whose cells are most like distinct names, that is as
 * wide as the rows below it. Ties go to the first, so that a header repeated further down is not taken for it.
 * @returns undefined when no row looks like a header
 */
export function findHeader(rows: readonly Cells[]): number | undefined {
  let best: number | undefined
  let bestScore = 0
  rows.slice(0, MAX_TITLE_ROWS).forEach((row, index) => {
    const score = headerScore(row, rows.slice(index + 1, index + 1 + ROWS_COMPARED))
    if (score <= bestScore) return
    best = index
    bestScore = score
  })
  return best
}

/** Distinctness x share of names x width squared against the rows below, 0..1, and up to 0.5 for known words. */
function headerScore(row: Cells, below: readonly Cells[]): number {
  const names = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (names.length === 0) return 0
  const nameShare = names.filter(isName).length / names.length
  if (nameShare < LEAST_NAME_SHARE) return 0
  const distinctShare = new Set(names).size / names.length
  const knownShare = names.filter((name) => HEADER_WORDS.test(name)).length / names.length
  const width = Math.min(1, names.length / typicalWidth(below, names.length))
  return (distinctShare * nameShare + knownShare / 2) * width ** 2
}

/** Median number of filled cells of the rows that are not blank. */
function typicalWidth(rows: readonly Cells[], otherwise: number): number {
  const widths = rows.map((row) => row.filter((cell) => cell.trim() !== '').length).filter((width) => width > 0)
  return widths.sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? otherwise
}

/** Whether a text may name a column: it has letters, and digits and signs do not make most of it. */
function isName(text: string): boolean {
  if (text.length > MAX_NAME_CHARACTERS) return false
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const digits = text.match(/\d/g)?.length ?? 0
  return letters > 0 && letters > digits && !/^\d{2,4}年|^\d+(\.\d+)?\s*\p{L}{1,4}$|^(true|false|null)$/iu.test(text)
}

/** Whether the row below a header holds only units such as `(秒)`. */
export function isUnitsRow(cells: Cells): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return filled.length > 0 && filled.every((cell) => UNIT.test(cell))
}

/**
 * Names of the columns: of the header, where that is empty of the row above it (the upper part of a header in two rows),
 * with their units, and unique.
 */
export function columnNames(header: Cells, above: Cells, units: Cells): string[] {
  const upper = above.filter((cell) => cell.trim() !== '').length > 1 ? above : []
  const width = header.findLastIndex((cell) => cell.trim() !== '') + 1
  const used = new Set<string>()
  return Array.from({ length: width }, (_, index) => {
    const plain = oneLine(header[index]) || oneLine(upper[index]) || `column ${index + 1}`
    const unit = oneLine(units[index]).replace(/^[(（[]\s*|\s*[)）\]]$/g, '')
    return unique(unit === '' ? plain : `${plain} (${unit})`, used)
  })
}

const oneLine = (cell = ''): string => cell.replace(/\s+/g, ' ').trim()

function unique(name: string, used: Set<string>): string {
  let candidate = name
  for (let count = 2; used.has(candidate); count++) candidate = `${name} (${count})`
  used.add(candidate)
  return candidate
}
