/** Gives the memory of a column back at once, and not when garbage is next collected; the column is empty after it. */
export function release(column: { readonly buffer: ArrayBufferLike }): void {
  ;(column.buffer as ArrayBuffer).transfer(0)
}
