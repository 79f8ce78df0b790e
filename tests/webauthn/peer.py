"""Passkeys as others have written them in Python: the authenticator `soft-webauthn`, and the verifiers `webauthn` and `fido2`.

Each line of the input is a task as JSON, and each line of the output its answer.
"""

import json
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode

import fido2.features
import soft_webauthn
import webauthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.server import Fido2Server
from fido2.webauthn import PublicKeyCredentialRpEntity

fido2.features.webauthn_json_mapping.enabled = True


def decode(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encode(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


device = soft_webauthn.SoftWebauthnDevice()
keys = {}
attested = {}
USER_VERIFIED = 0x04


def register(options, origin, **_):
    options["challenge"] = decode(options["challenge"])
    options["user"]["id"] = options["user"]["id"].encode()
    created = device.create({"publicKey": options}, origin)
    # The device has no way to verify its user. It has signed nothing here, so that the flag can be added.
    data = cbor.decode(created["response"]["attestationObject"])
    head = bytearray(data["authData"])
    head[32] |= USER_VERIFIED
    data["authData"] = bytes(head)
    return {
        "id": encode(created["rawId"]),
        "rawId": encode(created["rawId"]),
        "type": created["type"],
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": encode(created["response"]["clientDataJSON"]),
            "attestationObject": encode(cbor.encode(data)),
        },
    }


def authenticate(options, origin, **_):
    options["challenge"] = decode(options["challenge"])
    answer = device.get({"publicKey": options}, origin)
    response = answer["response"]
    data = bytearray(response["authenticatorData"])
    data[32] |= USER_VERIFIED
    signed = bytes(data) + soft_webauthn.sha256(response["clientDataJSON"])
    return {
        "id": encode(answer["rawId"]),
        "rawId": encode(answer["rawId"]),
        "type": answer["type"],
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": encode(response["clientDataJSON"]),
            "authenticatorData": encode(bytes(data)),
            "signature": encode(device.private_key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            "userHandle": encode(response["userHandle"]),
        },
    }


def server(domain, origin):
    party = PublicKeyCredentialRpEntity(name="test", id=domain)
    return Fido2Server(party, verify_origin=lambda found: found == origin)


def verify_registration(verifier, response, challenge, origin, domain):
    if verifier == "webauthn":
        done = webauthn.verify_registration_response(
            credential=response,
            expected_challenge=decode(challenge),
            expected_rp_id=domain,
            expected_origin=origin,
            require_user_verification=True,
        )
        keys[response["id"]] = (done.credential_public_key, done.sign_count)
    else:
        state = {"challenge": challenge, "user_verification": "required"}
        done = server(domain, origin).register_complete(state, response)
        attested[response["id"]] = done.credential_data
    return True


def verify_authentication(verifier, response, challenge, origin, domain):
    if verifier == "webauthn":
        key, count = keys[response["id"]]
        done = webauthn.verify_authentication_response(
            credential=response,
            expected_challenge=decode(challenge),
            expected_rp_id=domain,
            expected_origin=origin,
            credential_public_key=key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )
        keys[response["id"]] = (key, done.new_sign_count)
    else:
        state = {"challenge": challenge, "user_verification": "required"}
        server(domain, origin).authenticate_complete(state, [attested[response["id"]]], response)
    return True


TASKS = {
    "register": register,
    "authenticate": authenticate,
    "verifyRegistration": verify_registration,
    "verifyAuthentication": verify_authentication,
}

for line in sys.stdin:
    given = json.loads(line)
    task = given.pop("task")
    try:
        answer = {"done": TASKS[task](**given)}
    except Exception as error:
        answer = {"failed": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
