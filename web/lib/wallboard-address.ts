const ADDRESS = /^\/wall\/([A-Za-z0-9_-]{20,100})\/?$/

/** The secret in the address of a wallboard; undefined of every other page. */
export const wallboardSecret = (pathname: string): string | undefined => ADDRESS.exec(pathname)?.[1]
