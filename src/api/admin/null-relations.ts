/**
 * Says null of each relation that was asked for and is not there: a query leaves
 * open what a link leads nowhere to.
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
