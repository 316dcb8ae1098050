/** `npm run config`: every variable of the environment with what holds of it, and every mistake. */
import { configFrom, shownVariables } from './config.ts'

const variables = shownVariables(process.env)
const width = Math.max(...variables.map(({ name }) => name.length)) + 2
let group = ''
for (const variable of variables) {
  if (variable.group !== group) console.log(`${group === '' ? '' : '\n'}[${variable.group}]`)
  group = variable.group
  console.log(`${variable.name.padEnd(width)}${variable.value}\n${' '.repeat(width)}${variable.description}`)
}
const known = new Set(variables.flatMap(({ name }) => [name, `${name}_FILE`]))
const unknown = Object.keys(process.env).filter((name) => name.startsWith('TIDELINE_') && !known.has(name))
if (unknown.length > 0) console.log(`\nSet, but not read by the server: ${unknown.join(', ')}. Maybe mistyped.`)
try {
  configFrom(process.env)
} catch (error) {
  console.error(`\n${(error as Error).message}`)
  process.exitCode = 1
}
