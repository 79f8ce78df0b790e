//! The parts of CBOR (RFC 8949) that authenticators use.

use ciborium::Value;

/// The maximum nesting of values. Authenticators use four levels at most (CTAP 2.1, section 8).
const DEPTH: usize = 8;

/// The maximum length of an encoding, in bytes. Attestation statements with certificates have a few thousand.
/// Values in memory are far larger than their encodings.
const LENGTH: usize = 64 * 1024;

/// The maximum number of members of a map. Keys, attestation objects and statements have seven at most. Each
/// member is compared with all the others.
const MEMBERS: usize = 32;

/// Returns the first value and the bytes after it.
pub(super) fn split_first(bytes: &[u8]) -> Option<(Value, &[u8])> {
    let mut rest = Some(bytes).filter(|bytes| bytes.len() <= LENGTH)?;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH).ok()?;
    Some((value, rest))
}

/// Returns a value with nothing after it.
pub(super) fn whole(bytes: &[u8]) -> Option<Value> {
    split_first(bytes).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

/// Returns the members of a small map in which no key occurs twice.
pub(super) fn members(value: Value) -> Option<Vec<(Value, Value)>> {
    let members = value.into_map().ok().filter(|members| members.len() <= MEMBERS)?;
    let is_unique = members
        .iter()
        .enumerate()
        .all(|(at, (key, _))| members.iter().take(at).all(|(other, _)| other != key));
    is_unique.then_some(members)
}

/// Removes and returns a member.
pub(super) fn take(members: &mut Vec<(Value, Value)>, key: impl Into<Value>) -> Option<Value> {
    let key = key.into();
    let at = members.iter().position(|(name, _)| *name == key)?;
    Some(members.swap_remove(at).1)
}

/// Removes and returns a member that is an integer.
pub(super) fn take_integer(members: &mut Vec<(Value, Value)>, key: impl Into<Value>) -> Option<i64> {
    take(members, key)?.into_integer().ok()?.try_into().ok()
}

/// Removes and returns a member that is a byte string.
pub(super) fn take_bytes(members: &mut Vec<(Value, Value)>, key: impl Into<Value>) -> Option<Vec<u8>> {
    take(members, key)?.into_bytes().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_after_a_value_are_returned() {
        let (value, rest) = split_first(&[0xa1, 0x01, 0x42, 7, 8, 9]).unwrap();
        assert_eq!(rest, [9]);
        let mut found = members(value).unwrap();
        assert_eq!(take_bytes(&mut found, 1), Some(vec![7, 8]));
        assert_eq!(take(&mut found, 1), None);
        assert_eq!(whole(&[0x01, 0x01]), None);
        assert_eq!(whole(&[0x01]), Some(Value::from(1)));
    }

    #[test]
    fn broken_deep_and_ambiguous_values_are_rejected() {
        // Truncated values, a length without its bytes, and nine nested arrays.
        for broken in
            [&[][..], &[0x42, 1], &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], &[0x81; 9]]
        {
            assert_eq!(split_first(broken), None);
        }
        // As many nested arrays as an encoding has room for.
        assert_eq!(split_first(&vec![0x81; LENGTH]), None);
        assert_eq!(members(whole(&[0xa2, 1, 1, 1, 2]).unwrap()), None);
    }

    #[test]
    fn an_encoding_has_a_maximum_length() {
        let bytes = |length: u16| {
            [&[0x5a, 0, u8::from(length == 0)][..], &length.to_be_bytes(), &vec![0; LENGTH]].concat()
        };
        assert_eq!(whole(&bytes(0xfffb)[..LENGTH]).unwrap().into_bytes().unwrap().len(), LENGTH - 5);
        assert_eq!(split_first(&bytes(0)), None);
    }

    #[test]
    fn a_map_has_a_maximum_number_of_members() {
        let numbered =
            |count: u32| Value::Map((0..count).map(|at| (Value::from(at), Value::Null)).collect::<Vec<_>>());
        assert_eq!(members(numbered(32)).unwrap().len(), 32);
        assert_eq!(members(numbered(33)), None);
    }
}
