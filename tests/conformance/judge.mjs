// Sets the kit's results against the list of expected differences: node judge.mjs LIST RESULTS…

import { readFileSync } from "node:fs"

const [list, ...results] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"))
const expected = new Set(list.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean))
const scenarios = results.flatMap((text) => JSON.parse(text))

const surprises = [
  ...scenarios.filter(({ id, ok }) => !ok && !expected.has(id)).map(({ id }) => `${id} differs`),
  ...scenarios.filter(({ id, ok }) => ok && expected.has(id)).map(({ id }) => `${id} passes: take it off the list`),
  ...[...expected].filter((id) => !scenarios.some((one) => one.id === id)).map((id) => `${id} is on the list, but was not run`),
]
surprises.forEach((surprise) => console.log(`UNEXPECTED  ${surprise}`))
const asExpected = scenarios.filter(({ id, ok }) => ok && !expected.has(id)).length
console.log(`conformance: ${expected.size} scenarios wait for providers that do not exist yet`)
console.log(`conformance: ${asExpected} passed, ${surprises.length} failed`)
process.exitCode = surprises.length ? 1 : 0
