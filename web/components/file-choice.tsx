import { useEffect, useRef } from 'react'

interface FileChoiceProps {
  readonly label: string
  readonly isFolder?: boolean
  /** Endings that the browser's dialog offers, as in `.csv,.xlsx`; all when absent. */
  readonly accept?: string
  readonly onChoose: (files: readonly File[]) => void
}

/** A button that opens the browser's dialog for several files, or for a folder. */
export function FileChoice({ label, isFolder = false, accept, onChoose }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.webkitdirectory = isFolder
  }, [isFolder])
  return (
    <label className="file-choice">
      <span>{label}</span>
      <input
        ref={input}
        type="file"
        multiple
        accept={accept}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          if (files.length > 0) onChoose(files)
          // The same files may be chosen again after they were mended.
          event.target.value = ''
        }}
      />
    </label>
  )
}
