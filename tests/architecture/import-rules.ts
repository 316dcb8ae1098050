import { isBuiltin } from 'node:module'
import { type Import, packageName, resolveImport, type SourceCode } from './source-code.ts'
import { featureOf, isTest, zoneOf, zones } from './zones.ts'

/** Every import of a file that its zone does not allow, and a file that no zone holds. */
export function importViolations(code: SourceCode): string[] {
  const missing = code.imports
    .filter(({ specifier }) => specifier.startsWith('.') && !/\.(ts|tsx|mjs|json|css|svg)$/.test(specifier))
    .map(({ specifier, line }) => `${code.path}:${line} imports '${specifier}' without its file extension`)
  if (isTest(code.path)) return missing
  const zoneName = zoneOf(code.path)
  if (!zones.has(zoneName)) {
    return [...missing, `${code.path} is in no zone: say in tests/architecture/zones.ts what '${zoneName}' may import`]
  }
  return [...missing, ...code.imports.flatMap((found) => importViolation(code, found) ?? [])]
}

function importViolation(code: SourceCode, { specifier, line }: Import): string | undefined {
  const zoneName = zoneOf(code.path)
  const zone = zones.get(zoneName)
  const target = resolveImport(code.path, specifier)
  const here = `${code.path}:${line} imports`
  if (target !== undefined) return fileImportViolation(code.path, target, here)
  if (isBuiltin(specifier)) {
    return zone?.node ? undefined : `${here} '${specifier}': ${zoneName} may not use Node's modules`
  }
  const name = packageName(specifier)
  const isAllowed = zone?.packages === 'every' || zone?.packages.includes(name)
  return isAllowed ? undefined : `${here} the package '${name}': ${zoneName} may not`
}

function fileImportViolation(from: string, target: string, here: string): string | undefined {
  if (target.startsWith('..')) return `${here} '${target}', which is outside the repository`
  const fromZone = zoneOf(from)
  const targetZone = zoneOf(target)
  const isOwnZone = fromZone === targetZone
  if (!isOwnZone && !zones.get(fromZone)?.imports.includes(targetZone)) {
    return `${here} '${target}': ${fromZone} may not import ${targetZone}`
  }
  if (isOwnZone && featureOf(from) !== featureOf(target)) {
    return `${here} '${target}': the feature ${featureOf(from)} may not import the feature ${featureOf(target)}`
  }
  return undefined
}

/** Packages of package.json's dependencies that no file imports. */
export function unusedDependencies(packageJson: string, codes: readonly SourceCode[]): string[] {
  const imported = new Set(codes.flatMap((code) => code.imports.map(({ specifier }) => packageName(specifier))))
  const { dependencies } = JSON.parse(packageJson) as { dependencies: Record<string, string> }
  return Object.keys(dependencies)
    .filter((name) => !imported.has(name))
    .map((name) => `package.json lists the dependency '${name}', which no file imports`)
}
