import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { hashOf, installation, packageVersion, sqlFiles } from './sources.ts'

const folderWith = (files: Readonly<Record<string, string>>) => {
  const root = mkdtempSync(join(tmpdir(), 'lockstep-sources-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

it('reads .sql files in path order', () => {
  const root = folderWith({
    'db/b/a.sql': '2',
    'db/a/z.sql': '1b',
    'db/a/_a.sql': '1a',
    'db/a/notes.md': 'no',
  })
  const files = sqlFiles('db', root)
  rmSync(root, { recursive: true })
  expect(files.map(({ path }) => path)).toEqual(['db/a/_a.sql', 'db/a/z.sql', 'db/b/a.sql'])
})

it('gives another hash to another text, path or order', () => {
  const a = { path: 'a', text: '1' }
  const b = { path: 'b', text: '2' }
  const hashes = [[a, b], [b, a], [a], [{ ...a, text: '3' }], [{ ...a, path: 'c' }]].map(hashOf)
  expect(new Set(hashes).size).toBe(5)
  expect(hashOf([a, b])).toBe(hashOf([{ ...a }, { ...b }]))
})

it('finds the files of its own package', () => {
  const { migrations, functions, hash } = installation()
  expect(migrations[0]?.path).toBe('db/migrations/0001_state.sql')
  expect(functions[0]?.path).toMatch(/^db\/functions\/00_kernel\//)
  expect(functions.at(-1)?.path).toMatch(/^db\/functions\/99_rights\//)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/)
})
