// Passkeys as others have written them in JavaScript: the authenticator `nid-webauthn-emulator` and the verifier
// `@simplewebauthn/server`. Each line of the input is a task as JSON, and each line of the output its answer.

import { createHash, createPrivateKey, sign } from "node:crypto"
import { createInterface } from "node:readline"
import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server"
import cbor from "cbor"
import emulator from "nid-webauthn-emulator"

const { default: WebAuthnEmulator, AuthenticatorEmulator } = emulator

const algorithms = { ES256: -7, EdDSA: -8, RS256: -257 }
const authenticators = new Map()
const known = new Map()

/** Returns the authenticator with keys of an algorithm, and its passkeys, which it keeps for the length of the test. */
function authenticator(algorithm) {
  if (!authenticators.has(algorithm)) {
    const keys = []
    const credentialsRepository = {
      saveCredential(key) {
        this.deleteCredential(key)
        keys.push(key)
      },
      deleteCredential(key) {
        const id = ({ publicKeyCredentialSource: { id } }) => Buffer.from(id).toString("hex")
        const at = keys.findIndex((other) => id(other) === id(key))
        if (at >= 0) keys.splice(at, 1)
      },
      loadCredentials: () => [...keys],
    }
    const device = new AuthenticatorEmulator({ algorithmIdentifiers: [algorithm], credentialsRepository })
    authenticators.set(algorithm, { keys, device: new WebAuthnEmulator(device) })
  }
  return authenticators.get(algorithm)
}

/** Lets the newest passkey attest itself (format `packed`), since the emulator attests nothing. */
function attest(response, algorithm, keys) {
  const { clientDataJSON, attestationObject } = response.response
  const { authData } = cbor.decode(Buffer.from(attestationObject, "base64url"))
  const hash = createHash("sha256").update(Buffer.from(clientDataJSON, "base64url")).digest()
  const key = Buffer.from(keys.at(-1).publicKeyCredentialSource.privateKey)
  const digest = algorithm === "EdDSA" ? null : "sha256"
  const privateKey = createPrivateKey({ key, format: "der", type: "pkcs8" })
  const sig = sign(digest, Buffer.concat([authData, hash]), privateKey)
  const object = { fmt: "packed", attStmt: { alg: algorithms[algorithm], sig }, authData }
  response.response.attestationObject = cbor.encode(object).toString("base64url")
  return response
}

const tasks = {
  register({ algorithm, format, options, origin }) {
    const { keys, device } = authenticator(algorithm)
    const response = device.createJSON(origin, options)
    return format === "packed" ? attest(response, algorithm, keys) : response
  },

  authenticate: ({ algorithm, options, origin }) =>
    authenticator(algorithm).device.getJSON(origin, options),

  async verifyRegistration({ response, challenge, origin, domain }) {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: domain,
      requireUserVerification: true,
      supportedAlgorithmIDs: Object.values(algorithms),
    })
    if (verified) known.set(response.id, registrationInfo.credential)
    return verified
  },

  async verifyAuthentication({ response, challenge, origin, domain }) {
    const credential = known.get(response.id)
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: domain,
      requireUserVerification: true,
      credential,
    })
    if (verified) credential.counter = authenticationInfo.newCounter
    return verified
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const { task, ...given } = JSON.parse(line)
  let answer
  try {
    answer = { done: await tasks[task](given) }
  } catch (error) {
    answer = { failed: String(error) }
  }
  console.log(JSON.stringify(answer))
}
