import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { typedItem } from './menu-items.ts'
import { placeBeside } from './place-beside.ts'

export interface MenuLine {
  readonly key: string
  readonly name: string
  /** As `aria-keyshortcuts` writes it. */
  readonly keys?: string
  /** A dialog asks for more. */
  readonly asks?: boolean
  /** Opens a list of its own. */
  readonly lines?: readonly MenuLine[]
  /** `none`, a colour of marks, or `shift-1` and so on. */
  readonly swatch?: string
  readonly onChoose?: () => void
}

interface MenuListProps {
  readonly label: string
  readonly anchor: DOMRect
  readonly groups: readonly (readonly MenuLine[])[]
  readonly onClose: () => void
}

/** A context menu in the top layer; it takes the focus, and gives it back when it is closed. */
export function MenuList({ label, anchor, groups, onClose }: MenuListProps) {
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    const element = menu.current
    element?.showPopover()
    if (element) putBeside(element, anchor)
    element?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    return () => {
      // Only as long as the focus is still in here: a dialog that the menu opened has its own.
      if (element?.contains(document.activeElement) && before instanceof HTMLElement)
        before.focus({ preventScroll: true })
    }
  }, [anchor])
  useEffect(() => {
    const outside = (event: Event) => {
      if (!menu.current?.contains(event.target as Node)) onClose()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [onClose])
  return (
    <div
      ref={menu}
      className="board-menu"
      popover="manual"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Escape' && event.key !== 'Tab') return
        event.preventDefault()
        onClose()
      }}
    >
      <p className="board-menu-title" aria-hidden="true">
        {label}
      </p>
      {groups.map((lines) => (
        <MenuGroup key={lines[0]?.key} lines={lines} />
      ))}
    </div>
  )
}

/** Lines under each other; a rule stands between groups, and the arrows pass it. */
function MenuGroup({ lines }: { lines: readonly MenuLine[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not be part of a menu
    <div className="board-menu-group" role="group">
      {lines.map((line) => (
        <MenuEntry key={line.key} line={line} />
      ))}
    </div>
  )
}

function MenuEntry({ line }: { line: MenuLine }) {
  const [isOpen, setIsOpen] = useState(false)
  const entry = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const { lines } = line
  useLayoutEffect(() => {
    if (!isOpen || !list.current || !entry.current) return
    list.current.showPopover()
    putBeside(list.current, entry.current.getBoundingClientRect())
    list.current.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [isOpen])
  const close = () => {
    setIsOpen(false)
    entry.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }
  const choose = () => (lines ? setIsOpen(!isOpen) : line.onChoose?.())
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the entry's own item and list pass through it
    <div
      ref={entry}
      onKeyDown={(event) => {
        if (isOpen && (event.key === 'ArrowLeft' || event.key === 'Escape')) {
          event.preventDefault()
          event.stopPropagation()
          close()
        } else if (!isOpen && lines && event.key === 'ArrowRight') {
          event.preventDefault()
          event.stopPropagation()
          setIsOpen(true)
        } else moveFocus(event)
      }}
    >
      <button
        type="button"
        className="menu-entry"
        role="menuitem"
        tabIndex={-1}
        aria-haspopup={lines ? 'menu' : line.asks ? 'dialog' : undefined}
        aria-expanded={lines ? isOpen : undefined}
        aria-keyshortcuts={line.keys}
        onClick={choose}
      >
        {line.swatch && <span className="color-dot menu-dot" data-color={line.swatch} />}
        <span className="menu-name">
          {line.name}
          {line.asks && '…'}
        </span>
        {lines && <span aria-hidden="true">▸</span>}
        {line.keys && <kbd>{line.keys.replace('Control', 'Ctrl')}</kbd>}
      </button>
      {isOpen && lines && (
        <div ref={list} className="board-menu" popover="manual" role="menu" aria-label={line.name}>
          {lines.map((inner) => (
            <MenuEntry key={inner.key} line={inner} />
          ))}
        </div>
      )}
    </div>
  )
}

/** Arrows, Home, End and letters go through the items of the menu that the focus is in. */
function moveFocus(event: KeyboardEvent) {
  const from = event.target as HTMLElement
  const menu = from.closest('[role=menu]')
  if (!menu) return
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')].filter(
    (item) => item.closest('[role=menu]') === menu,
  )
  const next = nextIndex(
    event,
    items.map((item) => item.textContent ?? ''),
    items.indexOf(from),
  )
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  items[next]?.focus()
}

function nextIndex({ key, ctrlKey, metaKey }: KeyboardEvent, names: readonly string[], at: number): number | undefined {
  const { length } = names
  if (key === 'ArrowDown') return (at + 1) % length
  if (key === 'ArrowUp') return (at - 1 + length) % length
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  const isLetter = [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey
  return isLetter ? typedItem(names, at, key) : undefined
}

function putBeside(element: HTMLElement, anchor: DOMRect) {
  const { width, height } = element.getBoundingClientRect()
  const { left, top } = placeBeside(anchor, { width, height }, { width: innerWidth, height: innerHeight })
  element.style.setProperty('--anchored-left', `${left}px`)
  element.style.setProperty('--anchored-top', `${top}px`)
}
