import ts from 'typescript'
import { lineOf, nodesOf, type SourceCode } from './source-code.ts'

const impureGlobals = new Set([
  ...['process', 'console', 'performance', 'globalThis', 'window', 'document', 'navigator', 'localStorage'],
  ...['fetch', 'crypto', 'setTimeout', 'setInterval', 'setImmediate', 'require'],
])
const impureMembers = new Set(['Date.now', 'Math.random', 'DateTime.now'])
/** Calls that read the clock only when they get no arguments. */
const clockWithoutArguments = new Set(['Date', 'DateTime.local', 'DateTime.utc'])
/** Their answer depends on the language of the machine. */
const localeMembers = new Set(['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])

/** What would make the same inputs give another plan: clocks, random numbers, the process, the machine's language. */
export function purityViolations(code: SourceCode): string[] {
  if (!code.path.startsWith('solver/')) return []
  const nodes = [...nodesOf(code.tree)]
  const locals = new Set(nodes.filter(isDeclaration).map((node) => node.name.getText()))
  return nodes.flatMap((node) => {
    const impurity = impurityOf(node, locals)
    return impurity === undefined ? [] : [`${code.path}:${lineOf(code, node)} uses ${impurity}: solver must be pure`]
  })
}

/** A window of time may be called `window`: a name that the file declares is not the global of that name. */
const isDeclaration = (node: ts.Node) =>
  ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)

function impurityOf(node: ts.Node, locals: ReadonlySet<string>): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = `${node.expression.getText()}.${node.name.text}`
    if (impureMembers.has(member)) return member
    return localeMembers.has(node.name.text) ? node.name.text : undefined
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments ?? []
      return target && ts.isStringLiteral(target) ? undefined : 'an import with a computed path'
    }
    const name = node.expression.getText()
    const readsClock = clockWithoutArguments.has(name) && (node.arguments?.length ?? 0) === 0
    return readsClock ? `${name}() without arguments` : undefined
  }
  if (!ts.isIdentifier(node) || locals.has(node.text)) return undefined
  return impureGlobals.has(node.text) && isReference(node) ? node.text : undefined
}

/** Whether the identifier reads a variable, and is not the name of a property or of something declared here. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return !(
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent)
  )
}
