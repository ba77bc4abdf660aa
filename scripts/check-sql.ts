/** Checks the house style of db/functions: `npm run check:sql`. What each rule wants stands beside it. */
import { pathToFileURL } from 'node:url'
import { type Problem, readTree, report, type TextFile } from './lib/problem.ts'
import { type Rule, sqlFile } from './lib/sql-file.ts'
import * as layout from './lib/sql-layout.ts'
import * as words from './lib/sql-words.ts'

const RULES: readonly Rule[] = [...Object.values(layout), ...Object.values(words)]

/** All problems of one file. */
export const checkSql = (file: TextFile): Problem[] => {
  const read = sqlFile(file)
  return RULES.flatMap((rule) => rule(read))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = readTree('db/functions', '.sql')
  report('check-sql', files.length, files.flatMap(checkSql))
}
