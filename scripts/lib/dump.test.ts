import { describe, expect, test } from 'vitest'
import { piecesOf } from './dump.ts'

describe('a dump in pieces', () => {
  test('rows of COPY stand apart from statements', () => {
    const dump = 'create table a (i int);\nCOPY a (i) FROM stdin;\n1\n2\n\\.\n\nselect 1;\n'
    expect(piecesOf(dump)).toEqual([
      { statement: 'create table a (i int);\n' },
      { statement: 'COPY a (i) FROM stdin', rows: '1\n2\n' },
      { statement: '\n\nselect 1;\n' },
    ])
  })

  test('a COPY without rows is one', () => {
    expect(piecesOf('COPY a FROM stdin;\n\\.\n')[1]).toEqual({
      statement: 'COPY a FROM stdin',
      rows: '',
    })
  })

  test('a row that looks like a statement is a row', () => {
    const [, copy, rest] = piecesOf('COPY a FROM stdin;\nALTER TABLE a OWNER TO b;\n\\N\n\\.\n')
    expect(copy?.rows).toBe('ALTER TABLE a OWNER TO b;\n\\N\n')
    expect(rest).toEqual({ statement: '\n' })
  })

  test('roles and languages of the other server are left out', () => {
    const dump = [
      'ALTER TABLE public.a OWNER TO postgres;',
      'CREATE PROCEDURAL LANGUAGE plpgsql;',
      'GRANT ALL ON SCHEMA public TO PUBLIC;',
      'alter table a add primary key (i);',
    ]
    expect(piecesOf(dump.join('\n'))).toEqual([
      { statement: '\n\n\nalter table a add primary key (i);' },
    ])
  })
})
