import fc from 'fast-check'

/** JSON schema as the API's description has it. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly format?: string
  readonly pattern?: string
}

const MOST_ITEMS = 3
const DEEPEST = 6
/** One of so many values is none of its schema. */
const WRONG_ONE_OF = 12

/** What programs have stumbled over. */
const NASTY = [
  ...['', ' ', '\0', '\u202e', '\ud800', '\u{1f600}', 'null', 'NaN', '-1', '1e999', '__proto__', 'constructor'],
  ...["'; drop table plan; --", '$1', '%00', '../../etc/passwd', '=1+1', '<script>', '{{7*7}}', 'a'.repeat(5000)],
]
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.constantFrom<unknown>(null, true, -0, 1e308, Number.MAX_SAFE_INTEGER + 1, [], {}, { __proto__: null }),
  fc.integer(),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', 'a'), fc.constantFrom(...NASTY)),
)

/**
 * Values of a schema, of which some have something wrong in them.
 * @param definitions what `#/components/schemas/X` refers to
 * @param ids for strings that are ids, so that some of them are there
 */
export function arbitraryOf(
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  ids: readonly string[],
): fc.Arbitrary<unknown> {
  const of = (given: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    if (depth > DEEPEST) return wrong
    return fc.oneof({ weight: WRONG_ONE_OF - 1, arbitrary: right(given, depth) }, { weight: 1, arbitrary: wrong })
  }
  const right = (given: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    if (given.$ref !== undefined) {
      const named = definitions[given.$ref.split('/').at(-1)!]
      if (!named) throw new Error(`The description does not define ${given.$ref}.`)
      return of(named, depth)
    }
    if (given.const !== undefined) return fc.constant(given.const)
    if (given.enum) return fc.constantFrom(...given.enum)
    const choices = given.anyOf ?? given.oneOf
    if (choices) return fc.oneof(...choices.map((choice) => of(choice, depth + 1)))
    if (given.allOf) {
      return fc.tuple(...given.allOf.map((part) => of(part, depth + 1))).map((parts) => Object.assign({}, ...parts))
    }
    return ofType(given, depth)
  }
  const ofType = (given: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    const [type = 'any'] = typeof given.type === 'string' ? [given.type] : (given.type ?? [])
    if (type === 'object') return objects(given, depth)
    if (type === 'array') {
      const maxLength = Math.max(given.minItems ?? 0, Math.min(given.maxItems ?? MOST_ITEMS, MOST_ITEMS))
      return fc.array(of(given.items ?? {}, depth + 1), { minLength: given.minItems ?? 0, maxLength })
    }
    if (type === 'string') return texts(given, ids)
    if (type === 'integer') return fc.integer({ min: whole(given.minimum, -1000), max: whole(given.maximum, 1000) })
    if (type === 'number') return fc.double({ min: given.minimum ?? -1e6, max: given.maximum ?? 1e6, noNaN: true })
    if (type === 'boolean') return fc.boolean()
    return type === 'null' ? fc.constant(null) : fc.jsonValue({ maxDepth: 2 })
  }
  const objects = ({ properties = {}, required = [], additionalProperties }: JsonSchema, depth: number) => {
    const known = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, of(value, depth + 1)]))
    const record = fc.record(known, { requiredKeys: required.filter((key) => key in known) })
    if (typeof additionalProperties !== 'object') return record
    const more = fc.dictionary(fc.string({ maxLength: 8 }), of(additionalProperties, depth + 1), {
      maxKeys: MOST_ITEMS,
    })
    return fc.tuple(record, more).map(([given, others]) => ({ ...others, ...given }))
  }
  return of(schema, 0)
}

const whole = (bound: number | undefined, other: number): number =>
  bound === undefined ? other : Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.ceil(bound)))

const dates = fc
  .date({ min: new Date('2026-09-01'), max: new Date('2027-03-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

function texts({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema, ids: readonly string[]) {
  const most = Math.max(minLength, Math.min(maxLength, 60))
  const plain = fc.string({ minLength: Math.min(minLength, most), maxLength: most, unit: 'binary' })
  const known = fc.constantFrom(...ids, ...WORDS)
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid())
  if (format === 'date') return dates.map((text) => text.slice(0, 10))
  if (format === 'date-time') return dates.map((text) => `${text.slice(0, 16)}+08:00`)
  if (pattern !== undefined) return fc.oneof(known, plain, fromPattern(pattern))
  return fc.oneof(
    known,
    plain,
    dates.map((text) => text.slice(0, 16)),
  )
}

/** Ids that the small plan has. */
const WORDS = ['chat', 'tickets', 'care', 'an', 'bo', 'day', 'full-time', 'baseline', 'main', 'other', 'rest']

/** Some patterns are beyond the generator, which then leaves the text to chance. */
function fromPattern(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern))
  } catch {
    return fc.string()
  }
}
