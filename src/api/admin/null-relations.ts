/**
 * Sets each requested relation that is missing to null: `query.graph` leaves out a
 * relation whose link leads to no row.
 */
export function nullRelations<Row extends object>(
  row: Row,
  fields: string[]
): Row {
  const relations = fields
    .filter((field) => field.includes("."))
    .map((field) => field.split(".")[0] as keyof Row)
  const missing = relations.filter((relation) => row[relation] === undefined)
  return {
    ...row,
    ...Object.fromEntries(missing.map((relation) => [relation, null])),
  }
}
