//! CBOR (RFC 8949), as far as authenticators use it.

use ciborium::Value;

/// How deep values may be nested. Authenticators use four levels at most (CTAP 2.1, section 8).
const DEPTH: usize = 8;

/// How long an encoding may be, in bytes. Attestation statements with certificates have some thousand; values
/// in memory are far larger than their encodings.
const LENGTH: usize = 64 * 1024;

/// So many members a map may have. Keys, attestation objects and statements have seven at most, and each is
/// compared with all the others.
const MEMBERS: usize = 32;

/// The first value, and the bytes behind it.
pub(super) fn split_first(bytes: &[u8]) -> Option<(Value, &[u8])> {
    let mut rest = Some(bytes).filter(|bytes| bytes.len() <= LENGTH)?;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH).ok()?;
    Some((value, rest))
}

/// A value with nothing behind it.
pub(super) fn whole(bytes: &[u8]) -> Option<Value> {
    split_first(bytes).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

/// The members of a small map in which no key occurs twice.
pub(super) fn members(value: Value) -> Option<Vec<(Value, Value)>> {
    let members = value.into_map().ok().filter(|members| members.len() <= MEMBERS)?;
    let is_unique = members
        .iter()
        .enumerate()
        .all(|(at, (key, _))| members.iter().take(at).all(|(other, _)| other != key));
    is_unique.then_some(members)
}

/// Takes a member out.
pub(super) fn take(members: &mut Vec<(Value, Value)>, key: impl Into<Value>) -> Option<Value> {
    let key = key.into();
    let at = members.iter().position(|(name, _)| *name == key)?;
    Some(members.swap_remove(at).1)
}

/// Takes an integer out.
pub(super) fn take_integer(members: &mut Vec<(Value, Value)>, key: impl Into<Value>) -> Option<i64> {
    take(members, key)?.into_integer().ok()?.try_into().ok()
}

/// Takes a byte string out.
pub(super) fn take_bytes(members: &mut Vec<(Value, Value)>, key: impl Into<Value>) -> Option<Vec<u8>> {
    take(members, key)?.into_bytes().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_they_end() {
        let (value, rest) = split_first(&[0xa1, 0x01, 0x42, 7, 8, 9]).unwrap();
        assert_eq!(rest, [9]);
        let mut found = members(value).unwrap();
        assert_eq!(take_bytes(&mut found, 1), Some(vec![7, 8]));
        assert_eq!(take(&mut found, 1), None);
        assert_eq!(whole(&[0x01, 0x01]), None);
        assert_eq!(whole(&[0x01]), Some(Value::from(1)));
    }

    #[test]
    fn what_is_broken_deep_or_ambiguous_is_refused() {
        // Cut off; a length that nothing fills; nine arrays; as many as there may be bytes.
        for broken in
            [&[][..], &[0x42, 1], &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], &[0x81; 9]]
        {
            assert_eq!(split_first(broken), None);
        }
        assert_eq!(split_first(&vec![0x81; LENGTH]), None);
        assert_eq!(members(whole(&[0xa2, 1, 1, 1, 2]).unwrap()), None);
    }

    #[test]
    fn an_encoding_has_a_length() {
        let bytes = |length: u16| {
            [&[0x5a, 0, u8::from(length == 0)][..], &length.to_be_bytes(), &vec![0; LENGTH]].concat()
        };
        assert_eq!(whole(&bytes(0xfffb)[..LENGTH]).unwrap().into_bytes().unwrap().len(), LENGTH - 5);
        assert_eq!(split_first(&bytes(0)), None);
    }

    #[test]
    fn a_map_has_few_members() {
        let numbered =
            |count: u32| Value::Map((0..count).map(|at| (Value::from(at), Value::Null)).collect::<Vec<_>>());
        assert_eq!(members(numbered(32)).unwrap().len(), 32);
        assert_eq!(members(numbered(33)), None);
    }
}
