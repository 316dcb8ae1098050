const END_OF_DIRECTORY = 0x06054b50
const END_LENGTH = 22
const DIRECTORY_ENTRY_LENGTH = 46
/** 1980-01-01 00:00, the earliest time that a zip archive can name. */
const EARLIEST_TIME = 0x0021_0000

/**
 * Sets the time of every entry of a zip archive to the earliest one, so that the same workbook is the same bytes whenever
 * it is written. The archive is changed in place; it has no comment and fewer than 65,535 entries.
 * Source: PKWARE APPNOTE.TXT 6.3.10, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
 */
export function withoutZipTimes(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const end = archive.byteLength - END_LENGTH
  if (end < 0 || view.getUint32(end, true) !== END_OF_DIRECTORY) throw new RangeError('The bytes are no zip archive.')
  const entries = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < entries; entry++) {
    view.setUint32(at + 12, EARLIEST_TIME, true)
    view.setUint32(view.getUint32(at + 42, true) + 10, EARLIEST_TIME, true)
    const variable = [28, 30, 32].reduce((length, field) => length + view.getUint16(at + field, true), 0)
    at += DIRECTORY_ENTRY_LENGTH + variable
  }
  return archive
}
