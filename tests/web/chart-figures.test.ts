import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const WEB = join(import.meta.dirname, '../../web')

/** Sources of the page, path -> text. */
type Sources = ReadonlyMap<string, string>

const sources: Sources = new Map(
  readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.startsWith('dist'))
    .map((file) => [file, readFileSync(join(WEB, file), 'utf8')]),
)

const isDrawing = (text: string) => /\buseTimeChart\(|<(svg|canvas)\b[^>]*role="img"/.test(text)
/** What a form beside it says in figures already. */
const PICTURES = ['features/settings/shift-picture.tsx']

const hasTable = (text: string) => /<(DataTable|Figures|table)\b/.test(text)
const hasCsv = (text: string) => /<(CsvButton|Figures|FileLink|Download)\b/.test(text)

const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(/from '(\.[^']+\.tsx)'/g)].map(([, path]) => join(dirname(file), path!))

/** Whether a file, with the parts of its own feature that it shows, has a table and a file to take away. */
function hasFigures(file: string, all: Sources): boolean {
  const own = all.get(file) ?? ''
  const parts = importsOf(file, own).filter((path) => dirname(path) === dirname(file) && dirname(file) !== 'components')
  const texts = [own, ...parts.map((path) => all.get(path) ?? '')]
  return texts.some(hasTable) && texts.some(hasCsv)
}

/**
 * Charts that reach a view on some way without figures beside them: `chart < panel < view`. What another panel of the view
 * has is not theirs.
 */
function chartsWithoutFigures(all: Sources): string[] {
  const bare = (file: string, way: readonly string[]): string[] => {
    const isView = file.endsWith('-view.tsx') || file.startsWith('app/')
    if (!isView && hasFigures(file, all)) return []
    const users = [...all].filter(([path, text]) => !way.includes(path) && importsOf(path, text).includes(file))
    return isView || users.length === 0
      ? [[...way, file].join(' < ')]
      : users.flatMap(([path]) => bare(path, [...way, file]))
  }
  return [...all]
    .filter(([file, text]) => isDrawing(text) && !PICTURES.includes(file))
    .flatMap(([file]) => bare(file, []))
}

test('every chart has its figures as a table and a file beside it', () => {
  expect([...sources].filter(([, text]) => isDrawing(text)).length).toBeGreaterThan(8)
  expect(chartsWithoutFigures(sources)).toEqual([])
})

test('a chart without figures is found, whichever way it reaches the page', () => {
  const found = chartsWithoutFigures(
    new Map([
      ['components/line.tsx', 'useTimeChart(host)'],
      ['features/a/good.tsx', "import { Line } from '../../components/line.tsx'\n<Line /><Figures />"],
      ['features/a/bad.tsx', "import { Line } from '../../components/line.tsx'\n<Line /><DataTable />"],
      ['features/a/a-view.tsx', "import { Bad } from './bad.tsx'\nimport { Good } from './good.tsx'"],
      ['features/b/map.tsx', '<svg className="x" role="img" />'],
    ]),
  )
  expect(found).toEqual(['components/line.tsx < features/a/bad.tsx < features/a/a-view.tsx', 'features/b/map.tsx'])
})
