// Passkeys: runs the ceremony that the server asks for, and sends its result with the form. Without this script, and
// in browsers without WebAuthn, the form cannot work.
//
// Besides the form of the sign-in page it serves those of the application's own pages, which look like this:
//
// <form method="post" action="/auth/callback/passkey" data-webauthn-options="/auth/webauthn-options/passkey"
//       data-action="register"><button>Add a passkey</button></form>

const decode = (text) => {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))
}

const encode = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")

const descriptors = (list) => list?.map((item) => ({ ...item, id: decode(item.id) }))

/** What is shown for an error; nothing for a ceremony that another one has replaced. */
function words(error) {
  switch (error.name) {
    case "AbortError":
      return ""
    case "NotAllowedError":
      return "No passkey was used. Please try again."
    case "InvalidStateError":
      return "This device has a passkey for the account already."
    case "NotSupportedError":
      return "This device cannot make a passkey for this site."
    case "SecurityError":
      return "Passkeys do not work at this address."
    case "Refused":
      return error.message
    default:
      return "That did not work. Please try again."
  }
}

const NAMELESS = "Please enter an e-mail address."

const inputs = (form) => [...form.querySelectorAll("[data-form-field]")]

/** Whether what was typed can be an address, so that it is not that which the server refuses. */
const namesSomebody = (form) => inputs(form).every(({ value }) => /^[^@\s]+@[^@\s]+$/.test(value.trim()))

/** Why there is nothing to be done for this form. */
function unanswered(form) {
  if (form.dataset.action === "register") return "Please sign in first."
  return namesSomebody(form) ? "You are signed in already." : NAMELESS
}

function refused(message) {
  return Object.assign(new Error(message), { name: "Refused" })
}

/** Asks the server for the options of a ceremony. */
async function ask(form, parameters, signal) {
  const answer = await fetch(`${form.dataset.webauthnOptions}?${new URLSearchParams(parameters)}`, { signal })
  if (answer.status === 400) throw refused(unanswered(form))
  if (answer.status === 429) throw refused("Too many tries. Please wait a moment.")
  return answer.json()
}

async function create(options) {
  const { response, ...credential } = read(
    await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: decode(options.challenge),
        // As `@simplewebauthn/browser` 9 does it: the text, not what it may encode.
        user: { ...options.user, id: new TextEncoder().encode(options.user.id) },
        excludeCredentials: descriptors(options.excludeCredentials),
      },
    }),
  )
  const attestation = {
    clientDataJSON: encode(response.clientDataJSON),
    attestationObject: encode(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  }
  return { ...credential, response: attestation }
}

async function get(options, more) {
  const { response, ...credential } = read(
    await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: decode(options.challenge),
        allowCredentials: descriptors(options.allowCredentials),
      },
      ...more,
    }),
  )
  const assertion = {
    clientDataJSON: encode(response.clientDataJSON),
    authenticatorData: encode(response.authenticatorData),
    signature: encode(response.signature),
  }
  return { ...credential, response: assertion }
}

/** What registrations and sign-ins have in common. */
function read(credential) {
  const id = encode(credential.rawId)
  const clientExtensionResults = credential.getClientExtensionResults()
  const { type, response, authenticatorAttachment } = credential
  return { id, rawId: id, type, response, clientExtensionResults, authenticatorAttachment }
}

/** The token against forgery, for a form that was made without one. */
async function csrf(form) {
  if (form.elements.namedItem("csrfToken")) return {}
  const { csrfToken } = await (await fetch(new URL("../csrf", new URL(form.dataset.webauthnOptions, location)))).json()
  return { csrfToken }
}

/** Sends the form with the result of a ceremony. */
async function send(form, action, credential) {
  const values = { action, data: JSON.stringify(credential), ...(await csrf(form)) }
  const fields = Object.entries(values).map(([name, value]) =>
    Object.assign(document.createElement("input"), { type: "hidden", name, value }),
  )
  form.append(...fields)
  form.submit()
  for (const field of fields) field.remove()
}

/** Shows an error in the form, or takes it away. */
function show(form, message) {
  form.querySelector(".error")?.remove()
  if (!message) return
  const paragraph = Object.assign(document.createElement("p"), { textContent: message })
  const box = Object.assign(document.createElement("div"), { className: "error", role: "alert" })
  box.append(paragraph)
  form.prepend(box)
}

/** Offers the passkeys of the site in the autofill of the field, until the form is sent. */
async function offer(form, signal) {
  if (!("conditionalUi" in form.dataset)) return
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  const { options } = await ask(form, { action: "authenticate" }, signal)
  await send(form, "authenticate", await get(options, { mediation: "conditional", signal }))
}

function start(form) {
  let stop = new AbortController()
  // Nobody has asked for the offer, so what becomes of it is nobody's trouble.
  const offerAgain = () => offer(form, (stop = new AbortController()).signal).catch(() => {})
  let offered = offerAgain()

  form.noValidate = true // Who has a passkey need not say who they are.
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const button = event.submitter ?? form.querySelector("button")
    button.disabled = true
    show(form, "")
    try {
      stop.abort()
      await offered // Its challenge must not come after the one asked for now.
      const fields = inputs(form).map(({ name, value }) => [name, value])
      if (form.dataset.action) fields.push(["action", form.dataset.action])
      const { action, options } = await ask(form, fields)
      if (action === "register" && !form.reportValidity()) return
      await send(form, action, await (action === "register" ? create(options) : get(options)))
    } catch (error) {
      show(form, words(error))
      offered = offerAgain()
    } finally {
      button.disabled = false
    }
  })
}

/** A browser without WebAuthn has no use for the form; it is told so if there is no other. */
function withdraw(form) {
  const provider = form.closest(".provider")
  if (!provider) form.hidden = true
  else if (document.querySelectorAll(".provider").length === 1) {
    form.replaceChildren()
    show(form, "This browser does not support passkeys.")
  } else {
    const neighbours = [provider.previousElementSibling, provider.nextElementSibling]
    const rule = neighbours.find((part) => part?.matches(".or"))
    for (const part of [provider, rule]) if (part) part.hidden = true
  }
}

for (const form of document.querySelectorAll("form[data-webauthn-options]")) {
  if (window.PublicKeyCredential) start(form)
  else withdraw(form)
}
