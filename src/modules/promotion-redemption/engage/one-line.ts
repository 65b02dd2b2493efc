/**
 * An id or a code that is stored and compared: one line, of 255 characters at
 * most. Any other text would reach the database, and from its errors the log.
 */
export const ONE_LINE = /^[^\p{Cc}\u2028\u2029]{1,255}$/u
