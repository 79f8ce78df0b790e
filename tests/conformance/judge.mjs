// Judges the results of the kit: node judge.mjs RESULTS…

import { readFileSync } from "node:fs"

const scenarios = process.argv.slice(2).flatMap((file) => JSON.parse(readFileSync(file, "utf8")))
const failed = scenarios.filter(({ ok }) => !ok)
failed.forEach(({ id }) => console.log(`FAILED  ${id} differs`))
console.log(`conformance: ${scenarios.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length || !scenarios.length ? 1 : 0
