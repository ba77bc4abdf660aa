/** The SQL files of this package: what a deploy lays. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One SQL file. */
export interface SourceFile {
  /** Relative to the package, with slashes. */
  readonly path: string
  readonly text: string
}

/** The folder of package.json: `src/db/` and `dist/db/` are both two levels below it. */
export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Version of this package. */
export const packageVersion = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  const isVersioned = (value: unknown): value is { version: string } =>
    typeof value === 'object' && value !== null && 'version' in value
  return isVersioned(manifest) ? manifest.version : 'unknown'
}

const byPath = (a: SourceFile, b: SourceFile) => (a.path < b.path ? -1 : 1)

/** All *.sql files below a folder of the package, in path order. */
export const sqlFiles = (folder: string, root: string = packageRoot): readonly SourceFile[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.sql'))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name)
      const path = relative(root, file).split(sep).join('/')
      return { path, text: readFileSync(file, 'utf8') }
    })
    .sort(byPath)

/** SHA-256 over paths and texts, in the order given. */
export const hashOf = (files: readonly SourceFile[]): string => {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex')
}

/** Everything that makes an installation, and its hash. */
export const installation = (root: string = packageRoot) => {
  const migrations = sqlFiles('db/migrations', root)
  const checks = sqlFiles('db/deploy', root)
  const functions = sqlFiles('db/functions', root)
  return { migrations, checks, functions, hash: hashOf([...migrations, ...checks, ...functions]) }
}
