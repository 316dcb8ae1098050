import ts from 'typescript'
import { lineOf, nodesOf, type SourceCode } from './source-code.ts'
import { isTest } from './zones.ts'

const maxLinesOfCode = 400
/** Generated files and data tables, which may be longer. */
const longFiles: ReadonlySet<string> = new Set(['web/lib/api-types.ts'])
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'common', 'misc'])
const withheldMembers = new Set(['skip', 'skipIf', 'runIf', 'todo', 'only'])
const withheldCalls = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'])

/** Habits that a file of code must keep: size, honest types, and no test that is left out. */
export function habitViolations(code: SourceCode): string[] {
  return [...sizeViolations(code), ...typeViolations(code), ...(isTest(code.path) ? withheldTests(code) : [])]
}

function sizeViolations({ path, lineCount }: SourceCode): string[] {
  if (lineCount <= maxLinesOfCode || longFiles.has(path)) return []
  return [`${path} has ${lineCount} lines of code, more than ${maxLinesOfCode}: split it by concept`]
}

function typeViolations(code: SourceCode): string[] {
  const anys = [...nodesOf(code.tree)]
    .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => `${code.path}:${lineOf(code, node)} uses the type any`)
  const silenced = code.comments.flatMap(({ text, line }) => {
    const [directive] = /@ts-(ignore|nocheck|expect-error)\b/.exec(text) ?? []
    return directive === undefined ? [] : [`${code.path}:${line} silences the type checker with ${directive}`]
  })
  return [...anys, ...silenced]
}

function withheldTests(code: SourceCode): string[] {
  return [...nodesOf(code.tree)].flatMap((node) => {
    const name = withheldName(node)
    return name === undefined ? [] : [`${code.path}:${lineOf(code, node)} withholds a test with ${name}`]
  })
}

function withheldName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && withheldMembers.has(node.name.text)) return `.${node.name.text}`
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined
  return withheldCalls.has(node.expression.text) ? node.expression.text : undefined
}

/** Names that say nothing about what a file or folder holds. */
export function nameViolations(path: string): string[] {
  const words = path.split('/').flatMap((part) => part.split(/[-.]/))
  return words.filter((word) => emptyNames.has(word)).map((word) => `${path} is named '${word}': name what it holds`)
}
