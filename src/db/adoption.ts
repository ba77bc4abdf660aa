/** What adoptions are told, and what they say. */

/** Which entities, and how their target rows are told. */
export interface Adoption {
  readonly entities: readonly string[]
  /** Entity to its ways; what is not here has its definition. */
  readonly ways: Readonly<Record<string, unknown>>
  /** gone, delete_duplicates, allow_deletes, batch_rows. */
  readonly options: Readonly<Record<string, string | number | boolean>>
}

/** What an adoption could not match, of one cause. */
export interface AdoptionCause {
  readonly entity: string
  /** duplicate, gone, taken, null_key, malformed, nothing or stale. */
  readonly reason: string
  /** Is anything to be done? */
  readonly isOpen: boolean
  /** Target rows, or keys of such. */
  readonly rows: bigint
  /** How many of them were deleted. */
  readonly deleted: bigint
  /** Up to five: source key, then target key. */
  readonly exampleKeys: readonly (readonly (string | null)[])[]
  readonly remedy: string
}
