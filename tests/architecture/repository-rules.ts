const topLevel = new Set([
  ...['server', 'web', 'solver', 'scenarios', 'tests'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'README.md', 'CHANGELOG.md'],
])

/** Entries of the repository's top level that the design does not have; dotfiles are free. */
export function topLevelViolations(paths: readonly string[]): string[] {
  const entries = new Set(paths.map((path) => path.split('/')[0] ?? path))
  return [...entries]
    .filter((entry) => !entry.startsWith('.') && !topLevel.has(entry))
    .map((entry) => `${entry} is not one of the top-level entries: put it in the folder that it belongs to`)
}

/** What a text must not tell: where somebody's machine keeps things, and which package server it uses. */
const machineTraces: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["a path of somebody's machine", /(?<![\w.-])\/(work|root|home|Users)\//],
  ['a folder outside the repository', /\.\.\/shared\b/],
  ['a package registry', /\bregistry\.[\w-]+\.|_auth[T]oken|^registry=/m],
]

export function machineTraceViolations(path: string, text: string): string[] {
  const found = machineTraces.flatMap(([name, pattern]) => {
    const match = pattern.exec(text)
    return match ? [`${path}:${text.slice(0, match.index).split('\n').length} names ${name}: '${match[0]}'`] : []
  })
  const isPinnedToServer = path === 'package-lock.json' && text.includes('"resolved":')
  return isPinnedToServer ? [...found, `${path} holds "resolved" addresses: they tie it to one package server`] : found
}
