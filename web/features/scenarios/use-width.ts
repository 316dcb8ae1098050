import { type RefObject, useLayoutEffect, useState } from 'react'

const FIRST_WIDTH = 640

/** Width of an element in CSS pixels: pictures are drawn in them, so that their words keep their size on a phone. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(FIRST_WIDTH)
  useLayoutEffect(() => {
    const shown = element.current
    if (!shown) return
    const observer = new ResizeObserver(() => setWidth(Math.max(240, Math.floor(shown.clientWidth))))
    observer.observe(shown)
    return () => observer.disconnect()
  }, [element])
  return width
}
