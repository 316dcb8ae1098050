import { isDeepStrictEqual } from 'node:util'
import { isAlias, isCollection, isMap, isNode, isSeq, type Node, parseDocument, stringify, visit } from 'yaml'

type Path = readonly (string | number)[]

/** A change of one setting: what it says and what it is to say; undefined stands for absent. */
export interface YamlChange {
  readonly path: Path
  readonly before: unknown
  readonly after: unknown
  /** Siblings after the nearest of which a new setting is put; otherwise it comes last. */
  readonly order?: readonly string[]
}

/**
 * The text with one setting changed and every other byte as it was: comments, order, quotes and indentation stay.
 * Maps are changed key by key. A list keeps what stands in it when items change or are added at its end, and is written
 * anew when it gets shorter. A value that other settings refer to (`&name`, `*name`) is first handed to the first of
 * them, so that they keep what they say.
 */
export function changeYaml(text: string, change: YamlChange): string {
  const { path, before, after, order } = change
  if (isDeepStrictEqual(before, after)) return text
  if (after === undefined) return remove(detach(text, path), path)
  const free = detach(text, path)
  const node = nodeAt(free, path)
  if (node === undefined) return insert(free, path, after, order ?? [])
  if (isMap(node) && isRecord(before) && isRecord(after) && Object.keys(after).some((key) => key in before)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return changeEach(free, path, [...keys], before, after)
  }
  if (isSeq(node) && node.items.length > 0 && Array.isArray(before) && Array.isArray(after)) {
    if (after.length >= before.length) return changeEach(free, path, [...after.keys()], before, after)
  }
  return splice(free, node.range![0], contentEnd(free, node), written(free, node, after))
}

function changeEach(text: string, path: Path, keys: readonly (string | number)[], before: object, after: object) {
  const settingOf = (of: object, key: string | number) => (of as Record<string | number, unknown>)[key]
  return keys.reduce<string>(
    (changed, key) =>
      changeYaml(changed, { path: [...path, key], before: settingOf(before, key), after: settingOf(after, key) }),
    text,
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function nodeAt(text: string, path: Path): Node | undefined {
  const node = parseDocument(text).getIn(path, true)
  return isNode(node) ? node : undefined
}

const splice = (text: string, from: number, to: number, words: string): string =>
  text.slice(0, from) + words + text.slice(to)

/** Read alike by the older YAML too, to which 23:00 without quotes is a number. */
const inFlow = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, compat: 'yaml-1.1' }).trimEnd()

const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n')

/** Column of a place, as spaces: what stands deeper there belongs to it. */
const indentAt = (text: string, at: number): string => ' '.repeat(at - (text.lastIndexOf('\n', at - 1) + 1))

const itemLines = (items: readonly unknown[], newline: string): string =>
  items.map((item) => `- ${inFlow(item)}`).join(newline)

function written(text: string, node: Node, value: unknown): string {
  const isBlockList = isSeq(node) && !node.flow && Array.isArray(value)
  return isBlockList ? itemLines(value, newlineOf(text) + indentAt(text, node.range![0])) : inFlow(value)
}

/** Where a value's own text ends: without the comments and empty lines that a block collection's range may take in. */
function contentEnd(text: string, node: Node): number {
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1)
    const inner = isMap(node) ? node.items.at(-1)?.value : last
    if (isNode(inner) && inner.range) return contentEnd(text, inner)
  }
  let end = node.range![1]
  while (/\s/.test(text[end - 1] ?? '')) end--
  return end
}

interface Entry {
  readonly key: string | number
  readonly start: number
  readonly end: number
}

/** Places of a collection's entries; that of a list's item begins at its value. */
function entriesOf(text: string, node: Node): Entry[] {
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      if (!isNode(key) || !key.range) return []
      const end = contentEnd(text, isNode(value) && value.range ? value : key)
      return [{ key: String((key as { value?: unknown }).value), start: key.range[0], end }]
    })
  }
  if (!isSeq(node)) return []
  return node.items.flatMap((item, key) =>
    isNode(item) && item.range ? [{ key, start: item.range[0], end: contentEnd(text, item) }] : [],
  )
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  if (end === -1) return text.length
  return text[end - 1] === '\r' ? end - 1 : end
}

function insert(text: string, path: Path, value: unknown, order: readonly string[]): string {
  const parent = nodeAt(text, path.slice(0, -1))
  const key = path.at(-1)!
  if (!isCollection(parent)) return text
  const words = typeof key === 'number' ? inFlow(value) : `${key}: ${inFlow(value)}`
  const entries = entriesOf(text, parent)
  const before = order.slice(0, order.indexOf(String(key))).toReversed()
  const named = before.map((other) => entries.find((entry) => entry.key === other)).find((entry) => entry !== undefined)
  const previous = named ?? entries.at(-1)
  if (parent.flow) {
    const at = previous?.end ?? parent.range![0] + 1
    return splice(text, at, at, previous ? `, ${words}` : ` ${words} `)
  }
  const start = newlineOf(text) + indentAt(text, parent.range![0])
  const at = endOfLine(text, previous!.end)
  if (typeof key === 'number') return splice(text, at, at, `${start}- ${words}`)
  const isList = Array.isArray(value) && value.some(isRecord)
  return splice(text, at, at, start + (isList ? `${key}:${start}  ${itemLines(value, `${start}  `)}` : words))
}

function remove(text: string, path: Path): string {
  const parent = nodeAt(text, path.slice(0, -1))
  if (!isCollection(parent)) return text
  const entries = entriesOf(text, parent)
  const at = entries.findIndex(({ key }) => key === path.at(-1))
  const entry = entries[at]
  if (!entry) return text
  const next = entries[at + 1]
  if (parent.flow && at > 0) return splice(text, entries[at - 1]!.end, entry.end, '')
  const line = text.lastIndexOf('\n', entry.start - 1) + 1
  // The first setting of a list's item shares its line with the dash.
  const standsAlone = !parent.flow && text.slice(line, entry.start).trim() === ''
  if (!standsAlone) return splice(text, entry.start, next?.start ?? entry.end, '')
  return splice(text, line, endOfLine(text, entry.end) + newlineOf(text).length, '')
}

/** Hands the anchor of the value at a path to the first setting that refers to it, with the value. */
function detach(text: string, path: Path): string {
  const document = parseDocument(text)
  const node = document.getIn(path, true)
  if (!isNode(node) || isAlias(node) || !node.anchor || !node.range) return text
  const { anchor } = node
  let heir: Node | undefined
  visit(document, {
    Alias: (_, alias) => {
      if (alias.source !== anchor) return undefined
      heir = alias
      return visit.BREAK
    },
  })
  const name = anchor.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')
  const mark = new RegExp(`( ?)&${name}( ?)((?:\\s|#[^\\n]*\\n)*)$`).exec(text.slice(0, node.range[0]))
  if (!heir?.range || !mark) return text
  const handed = splice(
    text,
    ...(heir.range.slice(0, 2) as [number, number]),
    `&${anchor} ${inFlow(node.toJS(document))}`,
  )
  const [, spaceBefore, spaceAfter, rest] = mark
  return splice(handed, mark.index, node.range[0], (spaceAfter ? spaceBefore! : '') + rest!)
}
