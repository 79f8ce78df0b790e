// The TypeScript of the guide, checked by the real compiler against the real next-auth.

import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { test } from "node:test"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))
const pages = join(here, "..", "..", "docs", "guide", "src")

/** The blocks of all pages: a name for each, and its code. */
function blocks() {
  return readdirSync(pages).flatMap((page) => {
    const found = readFileSync(join(pages, page), "utf8").matchAll(/^```(tsx?)\n(.*?)^```/gms)
    return [...found].map(([, kind, code], index) => [`${page.replace(".md", "")}-${index}.${kind}`, code])
  })
}

test("the TypeScript of the guide is right", () => {
  const all = blocks()
  assert.ok(all.length >= 6, `${all.length} blocks`)
  const folder = mkdtempSync(join(here, "guide-"))
  try {
    for (const [name, code] of all) writeFileSync(join(folder, name), code)
    const { compilerOptions } = JSON.parse(readFileSync(join(here, "tsconfig.json"), "utf8"))
    const files = ["../guide-modules.d.ts", ...all.map(([name]) => name)]
    const options = { ...compilerOptions, module: "esnext", moduleResolution: "bundler", moduleDetection: "force" }
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files }))
    const tsc = join(here, "node_modules", "typescript", "bin", "tsc")
    const run = spawnSync(process.execPath, [tsc, "--pretty", "false", "-p", folder], { encoding: "utf8" })
    assert.equal(run.stdout + run.stderr, "")
  } finally {
    rmSync(folder, { recursive: true })
  }
})
