// Runs the passkey ceremony that the server requests, and sends its result with the form. The form needs this script
// and a browser with WebAuthn.
//
// The script serves the form of the sign-in page and forms on the application's own pages, which look like this:
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

// The messages. A form can have its own in `data-words`, as JSON with the same names.
const ENGLISH = {
  notUsed: "No passkey was used. Please try again.",
  alreadyThere: "This device has a passkey for the account already.",
  unsupportedDevice: "This device cannot make a passkey for this site.",
  wrongAddress: "Passkeys do not work at this address.",
  failed: "That did not work. Please try again.",
  emailMissing: "Please enter an e-mail address.",
  signInFirst: "Please sign in first.",
  signedInAlready: "You are signed in already.",
  tooManyTries: "Too many tries. Please wait a moment.",
  unsupportedBrowser: "This browser does not support passkeys.",
}

const wordsOf = (form) => ({ ...ENGLISH, ...JSON.parse(form.dataset.words ?? "{}") })

/** Returns the message for an error; an empty one for a ceremony that another one has replaced. */
function messageFor(form, error) {
  const words = wordsOf(form)
  switch (error.name) {
    case "AbortError":
      return ""
    case "NotAllowedError":
      return words.notUsed
    case "InvalidStateError":
      return words.alreadyThere
    case "NotSupportedError":
      return words.unsupportedDevice
    case "SecurityError":
      return words.wrongAddress
    case "Refused":
      return error.message
    default:
      return words.failed
  }
}

const inputs = (form) => [...form.querySelectorAll("[data-form-field]")]

/** Returns true if the fields can be e-mail addresses. If they cannot, this is why the server refuses the request. */
const hasEmail = (form) => inputs(form).every(({ value }) => /^[^@\s]+@[^@\s]+$/.test(value.trim()))

/** Returns the reason why the server has no options for this form. */
function refusal(form) {
  const words = wordsOf(form)
  if (form.dataset.action === "register") return words.signInFirst
  return hasEmail(form) ? words.signedInAlready : words.emailMissing
}

function refused(message) {
  return Object.assign(new Error(message), { name: "Refused" })
}

/** Asks the server for the options of a ceremony. */
async function ask(form, parameters, signal) {
  const answer = await fetch(`${form.dataset.webauthnOptions}?${new URLSearchParams(parameters)}`, { signal })
  if (answer.status === 401) {
    // The user has to prove something before a passkey is added, and comes back.
    const { url } = await answer.json()
    location.assign(`${url}&${new URLSearchParams({ callbackUrl: location.href })}`)
    throw refused("")
  }
  if (answer.status === 400) throw refused(refusal(form))
  if (answer.status === 429) throw refused(wordsOf(form).tooManyTries)
  return answer.json()
}

async function create(options) {
  const { response, ...credential } = read(
    await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: decode(options.challenge),
        // Encodes the string itself, without decoding it first, like version 9 of `@simplewebauthn/browser`.
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

/** Reads the fields that registrations and sign-ins have in common. */
function read(credential) {
  const id = encode(credential.rawId)
  const clientExtensionResults = credential.getClientExtensionResults()
  const { type, response, authenticatorAttachment } = credential
  return { id, rawId: id, type, response, clientExtensionResults, authenticatorAttachment }
}

/** Fetches a CSRF token for a form that has none. */
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

/** Shows an error in the form, or removes it. */
function show(form, message) {
  const old = (form.closest(".provider") ?? form).querySelector(".error")
  old?.remove()
  if (!message) return
  const paragraph = Object.assign(document.createElement("p"), { textContent: message })
  const box = Object.assign(document.createElement("div"), { className: "error", role: "alert" })
  box.append(paragraph)
  form.prepend(box)
}

/** Offers passkeys in the autofill of the field, until the form is sent. */
async function offer(form, signal) {
  if (!("conditionalUi" in form.dataset)) return
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  const { options } = await ask(form, { action: "authenticate" }, signal)
  await send(form, "authenticate", await get(options, { mediation: "conditional", signal }))
}

function start(form) {
  let stop = new AbortController()
  // The user has not requested the offer, so its errors are not shown.
  const offerAgain = () => offer(form, (stop = new AbortController()).signal).catch(() => {})
  let offered = offerAgain()

  form.noValidate = true // A user with a passkey may leave the field empty.
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    const button = event.submitter ?? form.querySelector("button")
    button.disabled = true
    show(form, "")
    try {
      stop.abort()
      await offered // The challenge of the offer must not arrive after that of the request below.
      const fields = inputs(form).map(({ name, value }) => [name, value])
      if (form.dataset.action) fields.push(["action", form.dataset.action])
      const { action, options } = await ask(form, fields)
      if (action === "register" && !form.reportValidity()) return
      await send(form, action, await (action === "register" ? create(options) : get(options)))
    } catch (error) {
      show(form, messageFor(form, error))
      offered = offerAgain()
    } finally {
      button.disabled = false
    }
  })
}

/** Asks for a passkey as soon as the folded form is opened. If none is used, the form is there with its field. */
function askWhenOpened(form) {
  const folded = form.closest("details")
  folded?.querySelector("summary").addEventListener("click", () => {
    if (folded.open || inputs(form).some(({ value }) => value)) return
    // The click opens the form after this.
    setTimeout(() => form.requestSubmit())
  })
}

/** Hides the form in a browser without WebAuthn, or shows a message if it is the only form. */
function withdraw(form) {
  const provider = form.closest(".provider")
  const all = [...document.querySelectorAll(".provider")]
  if (!provider) form.hidden = true
  else if (all.length === 1) {
    form.replaceChildren()
    show(form, wordsOf(form).unsupportedBrowser)
  } else {
    provider.hidden = true
    const others = all.filter((other) => !other.hidden)
    // If this was the open form, the next one is.
    const isAnyOpen = others.some((other) => !other.matches("details:not([open])"))
    if (!isAnyOpen) others[0].open = true
    const isBetween = (rule) => {
      const before = others.some((other) => other.compareDocumentPosition(rule) & Node.DOCUMENT_POSITION_FOLLOWING)
      const after = others.some((other) => other.compareDocumentPosition(rule) & Node.DOCUMENT_POSITION_PRECEDING)
      return before && after
    }
    const neighbours = [provider.previousElementSibling, provider.nextElementSibling]
    const rule = neighbours.find((part) => part?.matches(".or") && !part.hidden)
    const isDouble = neighbours.every((part) => part?.matches(".or"))
    for (const part of provider.parentElement.querySelectorAll(".or")) {
      if (!isBetween(part) || (isDouble && part === rule)) part.hidden = true
    }
  }
}

for (const form of document.querySelectorAll("form[data-webauthn-options]")) {
  if (window.PublicKeyCredential) {
    start(form)
    askWhenOpened(form)
  } else withdraw(form)
}
