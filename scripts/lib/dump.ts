/** Loads a plain SQL dump, as psql would, on machines that have no psql. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'

/** A piece of a dump: statements, or a COPY with its rows. */
interface Piece {
  readonly statement: string
  readonly rows?: string
}

/** `copy … from stdin;` up to the line `\.`; everything between such blocks is plain SQL. */
const COPY = /^(copy [^;]* from stdin);\n(?:([\s\S]*?)\n)??\\\.$/gim

/** Roles and languages of the server that was dumped. */
const LOCAL_TO_DUMP =
  /^(alter .* owner to .*;|create (or replace )?procedural language .*;|(grant|revoke) .*;)$/gim

/** The pieces in order. */
export const piecesOf = (dump: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let end = 0
  for (const match of dump.matchAll(COPY)) {
    const [block, statement = '', rows] = match
    pieces.push({ statement: dump.slice(end, match.index) })
    pieces.push({ statement, rows: rows === undefined ? '' : `${rows}\n` })
    end = match.index + block.length
  }
  pieces.push({ statement: dump.slice(end) })
  return pieces.map((piece) =>
    piece.rows === undefined ? { statement: piece.statement.replaceAll(LOCAL_TO_DUMP, '') } : piece,
  )
}

/** The text of a dump; `.xz` is unpacked by the program of that name. */
export const readDump = (path: string): string => {
  if (!path.endsWith('.xz')) return readFileSync(path, 'utf8')
  try {
    return execFileSync('xz', ['-dc', path], { maxBuffer: 1 << 30 }).toString('utf8')
  } catch (cause) {
    throw new Error(`cannot unpack ${path}: is xz installed?`, { cause })
  }
}

/** Runs files of SQL in one session with these settings, as the role of the URL. */
export const loadDumps = async (
  url: string,
  paths: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false })
  try {
    for (const [name, value] of Object.entries(settings)) {
      await sql`select set_config(${name}, ${value}, false)`
    }
    for (const path of paths) {
      for (const { statement, rows } of piecesOf(readDump(path))) {
        if (rows === undefined) await sql.unsafe(statement).simple()
        else await pipeline(Readable.from([rows]), await sql.unsafe(statement).writable())
      }
    }
  } finally {
    await sql.end()
  }
}
