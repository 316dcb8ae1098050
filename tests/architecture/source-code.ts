import { posix } from 'node:path'
import ts from 'typescript'

export interface Import {
  readonly specifier: string
  readonly line: number
}

/** A parsed source file with what the rules ask of it. */
export interface SourceCode {
  readonly path: string
  readonly tree: ts.SourceFile
  readonly imports: readonly Import[]
  readonly comments: readonly { readonly text: string; readonly line: number }[]
  /** Lines that hold at least one token; blank lines and comments do not count. */
  readonly lineCount: number
}

export const isSourceCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path)

export function parseSourceCode(path: string, text: string): SourceCode {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line + 1
  const codeLines = new Set<number>()
  const commentAt = new Map<number, string>()
  for (const token of tokensOf(tree)) {
    const start = token.getStart(tree)
    if (start < token.end) for (let line = lineAt(start); line <= lineAt(token.end); line++) codeLines.add(line)
    if (token.kind === ts.SyntaxKind.JsxText) continue
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, token.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, token.end) ?? []),
    ]
    for (const range of ranges) commentAt.set(range.pos, text.slice(range.pos, range.end))
  }
  const comments = [...commentAt].map(([position, comment]) => ({ text: comment, line: lineAt(position) }))
  return { path, tree, imports: importsOf(tree), comments, lineCount: codeLines.size }
}

function importsOf(tree: ts.SourceFile): Import[] {
  return [...nodesOf(tree)].flatMap((node) => {
    const target = importTarget(node)
    if (!target || !ts.isStringLiteral(target)) return []
    return [{ specifier: target.text, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1 }]
  })
}

const moduleResolver = /^(require|import\.meta|createRequire\([\w.]+\))\.resolve$/

/** What stands for the path in each way to import: statement, re-export, call, type and resolution to a file. */
function importTarget(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0]
  if (ts.isCallExpression(node) && moduleResolver.test(node.expression.getText())) return node.arguments[0]
  return ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
}

function* tokensOf(node: ts.Node): Generator<ts.Node> {
  const children = node.getChildren().filter((child) => !ts.isJSDoc(child))
  if (children.length === 0) yield node
  for (const child of children) yield* tokensOf(child)
}

/** Every node of the tree, parents before children. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => {
    children.push(child)
  })
  for (const child of children) yield* nodesOf(child)
}

export const lineOf = (code: SourceCode, node: ts.Node): number =>
  code.tree.getLineAndCharacterOfPosition(node.getStart(code.tree)).line + 1

/** The imported path from the repository root; undefined for packages and node: modules. */
export function resolveImport(fromPath: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(fromPath), specifier) : undefined
}

/** `@scope/name/sub` -> `@scope/name`, `name/sub` -> `name`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
