const { MetadataStorage } = require("@medusajs/framework/mikro-orm/core")

// MikroORM keeps the models of earlier suites in a global; without this call, the
// second suite of a run finds its models defined already.
MetadataStorage.clear()

// Between two tests the runner drops the database under open connections, and knex
// logs each broken connection.
const log = console.log
console.log = (...args) => {
  const dropped = "Connection Error: Connection ended unexpectedly"
  if (!String(args[0]).startsWith(dropped)) {
    log(...args)
  }
}
