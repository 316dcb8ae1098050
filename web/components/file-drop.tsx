import { useEffect, useEffectEvent, useState } from 'react'

/** A file and its path within what was chosen or dropped: `orders.csv`, `beauty/plan.yaml`. */
export interface PathedFile {
  readonly file: File
  readonly path: string
}

/** Takes files and folders that are dropped anywhere on the page while it is shown. */
export function FileDrop({ label, onDrop }: { label: string; onDrop: (files: readonly PathedFile[]) => void }) {
  const [isOver, setIsOver] = useState(false)
  const take = useEffectEvent(async (transfer: DataTransfer) => onDrop(await droppedFiles(transfer)))
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      // Without this the browser would leave the page to show the file.
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      void take(event.dataTransfer)
    }
    const controller = new AbortController()
    const { signal } = controller
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    return () => controller.abort()
  }, [])
  return isOver ? (
    <div className="drop-cover" aria-hidden="true">
      {label}
    </div>
  ) : null
}

async function droppedFiles(transfer: DataTransfer): Promise<PathedFile[]> {
  // Entries must be asked for before the first await: the browser empties the transfer when the event is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  const loose = [...transfer.files]
  if (entries.every((entry) => entry === null)) return loose.map((file) => ({ file, path: file.name }))
  return (await Promise.all(entries.map((entry) => (entry ? filesBelow(entry) : [])))).flat()
}

async function filesBelow(entry: FileSystemEntry): Promise<PathedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ file, path: entry.fullPath.replace(/^\//, '') }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: PathedFile[] = []
  // A reader hands a large folder out in portions, the last of them empty.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (portion.length === 0) return found
    found.push(...(await Promise.all(portion.map(filesBelow))).flat())
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
