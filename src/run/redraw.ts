/** Lines that stand on a terminal until they are drawn anew. */

/** Where they stand. */
export interface Terminal {
  /** Characters of a line. */
  readonly columns: number
  readonly write: (text: string) => void
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes take no room
const PIECE = /(\u001b\[\d+m)|([\s\S])/gu

/** No wider than the terminal; what comes behind the last colour code ends it. */
const cut = (line: string, columns: number): string => {
  let room = columns - 1
  return line.replace(PIECE, (_, colour?: string, letter = '') => {
    if (colour) return colour
    room -= 1
    return room >= 0 ? letter : ''
  })
}

/** Draws over what it drew last; `clear` removes it. */
export const createRedraw = ({ columns, write }: Terminal) => {
  let drawn = 0
  const clear = () => {
    if (drawn > 0) write(`\u001b[${drawn}A\u001b[0J`)
    drawn = 0
  }
  return {
    clear,
    draw(lines: readonly string[]): void {
      clear()
      write(`${lines.map((line) => cut(line, columns)).join('\n')}\n`)
      drawn = lines.length
    },
  }
}
