/** Pieces of SQL that generator, changes and oracle share. */

/** A quoted name. */
export const id = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A quoted text. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A number from 0 to 2^60 that depends on the texts of the expressions and on the salt alone. */
export const hash = (salt: string, ...expressions: readonly string[]): string =>
  `('x' || left(md5(concat_ws(':', ${literal(salt)}, ${expressions.join(', ')})), 15))::bit(60)::bigint`

/** A source key as lockstep's rejects have it: a JSON array of texts. */
export const keyJson = (alias: string, columns: readonly string[]): string =>
  `jsonb_build_array(${columns.map((name) => `${alias}.${id(name)}::text`).join(', ')})`
