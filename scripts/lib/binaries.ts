/** Where the server programs come from: npm packages, or Debian's. */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account.ts'

/** `embedded`: from npm, any major in scripts/servers/package.json. `debian`: an installed package, with pg_cron and plpgsql_check. */
export type Flavour = 'embedded' | 'debian'

/** Extensions that Debian packages as plain SQL, so that any server can have them. */
const SQL_ONLY = ['pgtap']

const debianBin = (major: number) => `/usr/lib/postgresql/${major}/bin`
const debianExtensions = '/usr/share/postgresql/15/extension'

/** Is Debian's server of that major installed here? */
export const hasDebian = (major: number) => existsSync(join(debianBin(major), 'postgres'))

/** Is that loadable module part of Debian's server of that major? */
export const hasDebianModule = (major: number, module: string) =>
  existsSync(`/usr/lib/postgresql/${major}/lib/${module}.so`)

/** The folder `native` of the npm package with one major for this machine: see scripts/servers. */
const embeddedNative = (major: number) => {
  const name = `postgres-${major}-${platform()}-${arch()}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(`no PostgreSQL ${major} for this machine: npm package ${name} is not installed`)
  }
}

/**
 * npm packages hold no symbolic links: the package makes them when it is installed, unless npm was
 * told to run no scripts. Makes those that are missing.
 */
const mendLinks = (native: string) => {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    try {
      if (!existsSync(path)) symlinkSync(basename(source), path)
    } catch (error) {
      // another process may have been faster
      if (!existsSync(path)) throw error
    }
  }
}

const addSqlExtensions = (native: string) => {
  if (!existsSync(debianExtensions)) return
  const extensions = join(native, 'share/postgresql/extension')
  const wanted = (file: string) =>
    SQL_ONLY.some((name) => file.startsWith(name)) && !existsSync(join(extensions, file))
  for (const file of readdirSync(debianExtensions).filter(wanted)) {
    // made whole before it is there: other servers may be reading
    const made = join(extensions, `.${process.pid}-${file}`)
    copyFileSync(join(debianExtensions, file), made)
    renameSync(made, join(extensions, file))
  }
}

const canRun = (program: string, account: Account): boolean => {
  try {
    execFileSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * The folder with `initdb` and `postgres`. Where the server's account cannot reach npm's programs, as
 * in a repository under /root, they are copied into `home` (some 60 MB).
 */
export const binFolder = (
  major: number,
  flavour: Flavour,
  home: string,
  account: Account,
): string => {
  if (flavour === 'debian') {
    if (!hasDebian(major)) throw new Error(`Debian's postgresql-${major} is not installed`)
    return debianBin(major)
  }
  const installed = embeddedNative(major)
  mendLinks(installed)
  addSqlExtensions(installed)
  if (canRun(join(installed, 'bin', 'postgres'), account)) return join(installed, 'bin')

  const native = join(home, 'pg', 'native')
  mkdirSync(dirname(native), { recursive: true })
  cpSync(installed, native, { recursive: true, verbatimSymlinks: true })
  return join(native, 'bin')
}
