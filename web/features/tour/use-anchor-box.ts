import { useEffect, useState } from 'react'

interface AnchorBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const EVERY_MS = 120

/**
 * Where the first thing that the page has of some selectors lies in the viewport; undefined while it has none. Views
 * arrive late and move while they do, so it is looked at again and again.
 */
export function useAnchorBox(selectors: readonly string[]): AnchorBox | undefined {
  const [box, setBox] = useState<AnchorBox>()
  useEffect(() => {
    let shown: Element | undefined
    const look = () => {
      const found = selectors.flatMap((selector) => [...document.querySelectorAll(selector)].slice(0, 1))[0]
      if (found && found !== shown) found.scrollIntoView({ block: 'nearest', inline: 'center' })
      shown = found
      const next = found?.getBoundingClientRect()
      setBox((last) => (isSame(last, next) ? last : next))
    }
    look()
    const timer = setInterval(look, EVERY_MS)
    return () => clearInterval(timer)
  }, [selectors])
  return box
}

const isSame = (a: AnchorBox | undefined, b: AnchorBox | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.left === b.left &&
    a.top === b.top &&
    a.width === b.width &&
    a.height === b.height)
