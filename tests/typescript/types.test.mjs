// The compiler of TypeScript on the types that structs export: right code passes, and each mistake is found.

import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { test } from "node:test"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))

/** What the compiler says of a project. */
function check(project) {
  const tsc = join(here, "node_modules", "typescript", "bin", "tsc")
  const run = spawnSync(process.execPath, [tsc, "--pretty", "false", "-p", join(here, project)], { encoding: "utf8" })
  assert.equal(run.stderr, "")
  return run.stdout
}

for (const project of ["tsconfig.json", "tsconfig.next-auth-4.json"]) {
  test(`code that uses sessions and tokens rightly passes: ${project}`, () => {
    assert.equal(check(project), "")
  })
}

test("code that uses them wrongly does not", () => {
  const found = [...check("tsconfig.wrong.json").matchAll(/^.*wrong\.tsx\((\d+),\d+\): error (TS\d+)/gm)]
  const lines = readFileSync(join(here, "wrong.tsx"), "utf8").split("\n")
  const expected = lines.flatMap((line, index) => {
    const code = line.match(/^ *\/\/ error (TS\d+)/)?.[1]
    return code ? [`${index + 2} ${code}`] : []
  })
  assert.deepEqual(found.map(([, line, code]) => `${line} ${code}`), expected)
  assert.equal(expected.length, 6)
})
