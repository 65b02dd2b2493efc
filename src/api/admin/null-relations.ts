/**
 * Says null of each relation that was asked for and is not there: a query leaves
 * out what a link leads nowhere to.
 */
export function nullRelations<Row extends object>(
  row: Row,
  fields: string[]
): Row {
  const relations = fields.flatMap((field) =>
    field.includes(".") ? (field.split(".")[0] ?? []) : []
  )
  return {
    ...Object.fromEntries(relations.map((relation) => [relation, null])),
    ...row,
  }
}
