import type { ImportMapping } from '../../contracts/import.ts'
import { headerKey } from './header-key.ts'

/** Words for the same channel or kind of contact in names of queues and in values of exports. */
const CONCEPTS: readonly (readonly string[])[] = [
  ['chat', 'messaging', 'live chat', 'im', 'webchat', '在线', '会话', '聊天', '网页', '微信', 'whatsapp', 'messenger'],
  ['phone', 'call', 'voice', 'telephone', 'hotline', '电话', '热线', '语音', '呼入'],
  ['ticket', 'tickets', 'email', 'mail', 'e mail', 'web', 'form', '工单', '邮件', '留言', '表单'],
  ['pre sales', 'presales', '售前'],
  ['after sales', 'aftersales', 'post sales', 'support', '售后'],
  ['complaint', 'complaints', 'escalation', '投诉', '客诉'],
  ['refund', 'refunds', 'returns', '退款', '退货', '退换'],
]

const hasWord = (key: string, word: string): boolean =>
  /[一-鿿]/.test(word) ? key.includes(word) : ` ${key} `.includes(` ${word} `)

/** Places of a name's concepts in the list. */
function conceptsOf(name: string): number[] {
  const key = headerKey(name)
  return CONCEPTS.flatMap((words, index) => (words.some((word) => hasWord(key, word)) ? [index] : []))
}

/** The one queue that a value may mean, by its name or by the channel that both speak of. */
function suggestQueue(value: string, queueIds: readonly string[]): string | undefined {
  const key = headerKey(value)
  const same = queueIds.find((id) => headerKey(id) === key)
  if (same !== undefined) return same
  if (queueIds.length === 1) return queueIds[0]
  const concepts = conceptsOf(value)
  const alike = queueIds.filter((id) => conceptsOf(id).some((concept) => concepts.includes(concept)))
  return alike.length === 1 ? alike[0] : undefined
}

export interface DetectedQueues {
  readonly queues: ImportMapping['queues']
  /** Values that are no queue of the plan, most frequent first. */
  readonly unknownQueues: { value: string; rows: number }[]
}

/**
 * Queues by the values of a column (`''` is no value). A queue suggested for a value is for a person to confirm, so
 * that the value stays among the unknown ones; those of `known` are confirmed.
 */
export function detectQueues(
  values: readonly string[],
  queueIds: readonly string[],
  { queues: known, defaultQueue }: Pick<ImportMapping, 'queues' | 'defaultQueue'>,
): DetectedQueues {
  const rowsByValue = new Map<string, number>()
  for (const value of values) rowsByValue.set(value, (rowsByValue.get(value) ?? 0) + 1)
  if (defaultQueue !== undefined) rowsByValue.delete('')
  const unknownQueues = [...rowsByValue]
    .filter(([value]) => !queueIds.includes(value) && !Object.hasOwn(known, value))
    .map(([value, rows]) => ({ value, rows }))
    .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1))
    .slice(0, 200)
  const suggested = unknownQueues.flatMap(({ value }) => {
    const queue = suggestQueue(value, queueIds)
    return queue === undefined ? [] : [[value, queue] as const]
  })
  return { queues: { ...known, ...Object.fromEntries(suggested) }, unknownQueues }
}
