import { habitViolations, nameViolations } from './habit-rules.ts'
import { importViolations, unusedDependencies } from './import-rules.ts'
import { purityViolations } from './purity-rules.ts'
import { machineTraceViolations, topLevelViolations } from './repository-rules.ts'
import { isSourceCode, parseSourceCode } from './source-code.ts'

/**
 * Everything in which a repository departs from its design, one sentence each.
 * @param texts path from the repository root -> text, for every text file under version control
 */
export function architectureViolations(texts: ReadonlyMap<string, string>): string[] {
  const paths = [...texts.keys()]
  const codes = [...texts].filter(([path]) => isSourceCode(path)).map(([path, text]) => parseSourceCode(path, text))
  return [
    ...topLevelViolations(paths),
    ...paths.flatMap(nameViolations),
    ...[...texts].flatMap(([path, text]) => machineTraceViolations(path, text)),
    ...codes.flatMap((code) => [...importViolations(code), ...purityViolations(code), ...habitViolations(code)]),
    ...unusedDependencies(texts.get('package.json') ?? '{"dependencies":{}}', codes),
  ]
}
