import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { knownWordsHint } from './suggestion.ts'

/** A YAML file read against a schema, able to name the line of each of its settings. */
export interface YamlFile<T> {
  readonly value: T
  /** An issue at the setting of a path such as `['queues', 0, 'id']`. */
  issueAt(path: readonly PropertyKey[], problem: string, hint: string): InputIssue
}

/** Reads and checks a YAML file, or adds what is wrong with it to `issues` and gives nothing. */
export function readYaml<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  issues: InputIssue[],
): YamlFile<z.output<S>> | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, logLevel: 'error' })
  // The errors after the first follow from it.
  const [error] = document.errors
  if (error) {
    const problem = `cannot be read as YAML: ${error.message.split('\n')[0]!.replace(/ at line \d+.*$|; please use.*$/, '')}`
    issues.push({ file, row: lines.linePos(error.pos[0]).line, problem, hint: 'Check indentation, quotes and colons.' })
    return undefined
  }
  const content = contentOf(file, document, issues)
  if (content === undefined) return undefined
  const result = schema.safeParse(content)
  const issueAt = (path: readonly PropertyKey[], problem: string, hint: string): InputIssue => {
    const place = { file, ...lineOf(document, lines, path), ...(path.length === 0 ? {} : { column: pathText(path) }) }
    const value = valueAt(document, path)
    return { ...place, ...(value === undefined ? {} : { value }), problem, hint }
  }
  if (result.success) return { value: result.data, issueAt }
  const isMissing = (path: readonly PropertyKey[]) => !document.hasIn(path)
  for (const issue of result.error.issues) issues.push(...describe(issue, schema, issueAt, isMissing))
  return undefined
}

/** What the document says; an empty one says nothing. Aliases are followed only here, and not without limit. */
function contentOf(file: string, document: Document, issues: InputIssue[]): unknown {
  try {
    return document.toJS() ?? {}
  } catch (error) {
    const problem = `cannot be read as YAML: ${(error as Error).message}`
    issues.push({ file, problem, hint: 'Write the text out in the place of its aliases (*name).' })
    return undefined
  }
}

/** `queues[0].target.serviceLevelTarget` */
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')

/** Line of the setting, or of the nearest thing around it that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): { row?: number } {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return { row: lines.linePos(node.range[0]).line }
  }
  return {}
}

function valueAt(document: Document, path: readonly PropertyKey[]): string | undefined {
  const value = path.length === 0 ? undefined : document.getIn(path)
  return typeof value === 'object' || value === undefined ? undefined : String(value)
}

type IssueAt = YamlFile<unknown>['issueAt']

/** What is wrong, in the words of the one who wrote the file. */
function describe(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  issueAt: IssueAt,
  isMissing: (path: readonly PropertyKey[]) => boolean,
): InputIssue[] {
  if (issue.code === 'unrecognized_keys') {
    // A setting may be known to other alternatives than the one written; to suggest it again would be no help.
    const known = (key: string) => keysAt(schema, issue.path).filter((other) => other !== key)
    return issue.keys.map((key) =>
      issueAt([...issue.path, key], 'is not a known setting', knownWordsHint(key, known(key))),
    )
  }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
    const options = (issue as { options?: readonly unknown[] }).options ?? []
    return [issueAt(issue.path, 'is not a known kind', `Use one of: ${options.join(', ')}.`)]
  }
  if (issue.code === 'invalid_union') {
    return isMissing(issue.path)
      ? [issueAt(issue.path, 'the setting is missing', `Add it (${alternatives(issue)}).`)]
      : [issueAt(issue.path, 'does not fit', `Use ${alternatives(issue)}.`)]
  }
  if (issue.code === 'invalid_value') {
    return [issueAt(issue.path, 'is not a known value', `Use one of: ${issue.values.join(', ')}.`)]
  }
  if (issue.code === 'invalid_type') {
    const what = withArticle(issue.expected)
    return isMissing(issue.path)
      ? [issueAt(issue.path, 'the setting is missing', `Add it (${what}).`)]
      : [issueAt(issue.path, 'is of the wrong type', `Write ${what}.`)]
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') return [issueAt(issue.path, ...bound(issue))]
  return [issueAt(issue.path, issue.message, 'Correct it.')]
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): [problem: string, hint: string] {
  // A schema's own words say more than the bound; zod's begin with "Too".
  const own = issue.message.startsWith('Too ') ? undefined : issue.message
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum
  const side = issue.code === 'too_small' ? 'small' : 'large'
  const relation = `${issue.inclusive ? 'at' : ''} ${issue.code === 'too_small' ? (issue.inclusive ? 'least' : 'more than') : issue.inclusive ? 'most' : 'less than'}`
  const unit = issue.origin === 'array' ? ' items' : issue.origin === 'string' ? ' characters' : ''
  return [own ?? `is too ${issue.origin === 'array' ? 'short' : side}`, `Use ${relation.trim()} ${limit}${unit}.`]
}

function alternatives(issue: z.core.$ZodIssueInvalidUnion): string {
  const first = issue.errors.map((errors) => errors[0]).filter((error) => error !== undefined)
  const values = first.flatMap((error) => (error.code === 'invalid_value' ? error.values.map(String) : []))
  // An error inside an alternative says that a map was found there, and that its settings are not the right ones.
  const types = first.flatMap((error) =>
    error.path.length > 0 || error.code === 'unrecognized_keys'
      ? ['a map of the right settings']
      : error.code === 'invalid_type'
        ? [withArticle(error.expected)]
        : [],
  )
  return [...values, ...types].join(' or ') || 'another value'
}

const withArticle = (type: string): string =>
  type === 'object'
    ? 'a map of settings'
    : type === 'array'
      ? 'a list'
      : type === 'int'
        ? 'a whole number'
        : `a ${type}`

interface JsonSchema {
  /** Of a schema with an id, which stands in `$defs`. */
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
}

/** Settings known at a path of a schema; those of all alternatives where there are several. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  const alternativesOf = (place: JsonSchema): JsonSchema[] => {
    const found = (place.$ref && root.$defs?.[place.$ref.replace('#/$defs/', '')]) || place
    return [found, ...[...(found.oneOf ?? []), ...(found.anyOf ?? [])].flatMap(alternativesOf)]
  }
  let places = alternativesOf(root)
  for (const part of path) {
    places = places
      .map((place) => (typeof part === 'number' ? place.items : place.properties?.[String(part)]))
      .flatMap((place) => (place ? alternativesOf(place) : []))
  }
  return [...new Set(places.flatMap((place) => Object.keys(place.properties ?? {})))]
}
