import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { heatStep, type SweepFigure, sweepFigure, sweepGrid } from './sweep-figures.ts'
import { useScenarioWords } from './use-scenario-words.ts'
import { useSweepWords } from './use-sweep-words.ts'

/** One lever down, the other across; the colour never stands alone, the figure is in the cell. */
export function SweepHeat({ result, figure }: { result: ComparisonResult; figure: SweepFigure }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const sweepWords = useSweepWords()
  const grid = sweepGrid(result)
  const [down, across] = [grid?.first[0], grid?.second[0]]
  if (!grid || !down || !across) return null
  const all = result.scenarios.map((point) => sweepFigure(point, figure))
  const caption = t('scenarios.gridLabel', {
    ...{ figure: sweepWords.name(figure), down: words.lever(down), across: words.lever(across) },
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section className="table-frame" aria-label={caption} tabIndex={0}>
      <table className="sweep-heat">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-text">{words.lever(down)}</span>
            </th>
            {grid.second.map((setting) => (
              <th key={setting.value} scope="col" className="numeric">
                {words.leverValue(setting)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.first.map((setting, row) => (
            <tr key={setting.value}>
              <th scope="row">{words.leverValue(setting)}</th>
              {grid.points[row]!.map((point, column) => {
                const value = point ? sweepFigure(point, figure) : null
                return (
                  <td key={grid.second[column]!.value} className="numeric" data-heat={heatStep(value, all)}>
                    {sweepWords.value(figure, value)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
