import { useTranslation } from 'react-i18next'
import { BoardDialog } from './board-dialog.tsx'

/** Keys of the board and what each does: `boardPanel.keys.of.<name>`. */
const BOARD_KEYS = [
  ['move', '↑ ↓ ← →'],
  ['extend', 'Shift + ↑ ↓ ← →'],
  ['ends', 'Ctrl + ↑ ↓ ← → · Home · End · PageUp · PageDown'],
  ['all', 'Ctrl + A'],
  ['open', 'Enter · F2'],
  ['menu', 'Shift + F10'],
  ['grab', 'Space · M'],
  ['drop', 'Ctrl + Enter · Shift + Enter · Esc'],
  ['stretch', '[ · ] · { · }'],
  ['remove', 'Delete'],
  ['clipboard', 'Ctrl + C · X · V'],
  ['fill', 'Ctrl + R · Ctrl + D'],
  ['undo', 'Ctrl + Z · Ctrl + Y'],
  ['find', 'Ctrl + F'],
  ['lock', 'L'],
  ['note', 'N'],
  ['keys', '?'],
] as const

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <BoardDialog title={t('boardPanel.keys.title')} onClose={onClose}>
      <dl className="board-keys">
        {BOARD_KEYS.map(([name, keys]) => (
          <div key={name} className="board-key">
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(`boardPanel.keys.of.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t('boardPanel.keys.mouse')}</p>
    </BoardDialog>
  )
}
