// What assistive technology, keyboards and phones need of a page.

import assert from "node:assert/strict"
import { mkdir } from "node:fs/promises"
import { resolve } from "node:path"

import axe from "axe-core"

const PICTURES = resolve(import.meta.dirname, "../../target/screenshots")

const SCHEMES = ["light", "dark"]
const WIDTHS = { desk: 900, phone: 360 }

/** Looks at the page in light and dark, on a desk and on a phone: no violation, nothing too wide, and a picture of each. */
export async function audit(page, name) {
  await mkdir(PICTURES, { recursive: true })
  const before = page.viewportSize()
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    for (const [device, width] of Object.entries(WIDTHS)) {
      await page.setViewportSize({ width, height: 760 })
      const where = `${name}, ${colorScheme}, ${device}`
      assert.deepEqual(await page.evaluate(faults), [], where)
      assert.deepEqual(await violations(page), [], where)
      await page.screenshot({ path: resolve(PICTURES, `${name}-${colorScheme}-${device}.png`), fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  if (before) await page.setViewportSize(before)
}

/** What is wrong with a page; runs in the browser. */
export function faults() {
  const found = []
  const all = (selector) => [...document.querySelectorAll(selector)]
  const demand = (holds, what) => holds || found.push(what)
  demand(document.documentElement.lang, "the language is not named")
  demand(document.title, "there is no title")
  demand(all("main").length === 1, "there is not one main landmark")
  demand(all("h1, [role=heading][aria-level='1']").length === 1, "there is not one main heading")
  demand(all("[tabindex]").length === 0, "the focus order is not that of the text")
  // A screenshot hides the caret, and leaves empty attributes behind.
  const inline = "script:not([src^='/auth/passkey.js']:empty), [style]:not([style='']), [onclick]"
  demand(all(inline).length === 0, "there is a script, beside that of passkeys, or an inline style")
  for (const input of all("input:not([type=hidden])")) {
    demand(input.labels.length === 1 && input.labels[0].textContent.trim(), `${input.name} has no label`)
    demand(input.autocomplete !== "", `${input.name} does not say what fills it`)
  }
  for (const control of all("a, button")) demand(control.textContent.trim(), "a control has no name")
  for (const image of all("img")) demand(image.hasAttribute("alt"), "an image has no text")
  for (const drawing of all("svg")) {
    const isNamed = drawing.role === "img" && drawing.ariaLabel
    demand(drawing.ariaHidden === "true" || isNamed, "a drawing is neither hidden from readers nor named")
  }
  const ids = all("[id]").map((element) => element.id)
  demand(new Set(ids).size === ids.length, "an id is there twice")
  demand(document.documentElement.scrollWidth <= innerWidth, "the page is wider than the screen")
  const card = document.querySelector("main")?.getBoundingClientRect()
  for (const element of card ? all("main *") : []) {
    const { left, right, top, bottom, width } = element.getBoundingClientRect()
    if (width === 0 || !element.checkVisibility() || element.closest("svg")) continue
    const isInside = left >= card.left - 1 && right <= card.right + 1 && top >= card.top - 1 && bottom <= card.bottom + 1
    demand(isInside, `${element.outerHTML.slice(0, 80)} is not on the card`)
  }
  return found
}

/** What axe-core finds, with the elements. It runs outside of the page's policy, and as the page is after its transitions. */
export async function violations(page) {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
}

/** Presses Tab until the control with a name has the focus, which has to be visible. */
export async function tabTo(page, name) {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab")
    const focused = await page.evaluate(() => {
      const { activeElement: node } = document
      const name = node.ariaLabel ?? node.labels?.[0]?.textContent ?? node.textContent
      return { name: name.trim(), outline: getComputedStyle(node).outlineStyle }
    })
    if (focused.name !== name) continue
    assert.equal(focused.outline, "solid", `the focus on ${name} is not visible`)
    return
  }
  throw new Error(`the keyboard does not reach ${name}`)
}
