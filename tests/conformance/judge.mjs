// Judges the results of the kit: node judge.mjs EXPECTED RESULTS…
//
// EXPECTED lists the scenarios in which this library deliberately differs from Auth.js, one per line: the ID, then the reason. A
// listed scenario must still differ, so that no line outlives its reason.

import { readFileSync } from "node:fs"

const [expectedFile, ...resultFiles] = process.argv.slice(2)
const lines = readFileSync(expectedFile, "utf8").split("\n").filter((line) => line.trim() && !line.startsWith("#"))
const expected = new Map(lines.map((line) => [line.split(/\s/, 1)[0], line]))
const scenarios = resultFiles.flatMap((file) => JSON.parse(readFileSync(file, "utf8")))

let failed = 0
for (const { id, ok } of scenarios) {
    if (ok !== expected.has(id)) continue
    failed += 1
    console.log(ok ? `FAILED  ${id} no longer differs: remove its line from ${expectedFile}` : `FAILED  ${id} differs`)
}
const known = new Set(scenarios.map(({ id }) => id))
for (const [id] of expected) {
    if (known.has(id)) continue
    failed += 1
    console.log(`FAILED  ${id} in ${expectedFile} is not a scenario`)
}
console.log(`conformance: ${scenarios.length - failed} passed, ${failed} failed, ${expected.size} expected differences`)
process.exitCode = failed || !scenarios.length ? 1 : 0
