//! CBOR (RFC 8949), as far as authenticators use it.

use ciborium::Value;

/// How deep values may be nested. Authenticators use four levels at most (CTAP 2.1, section 8).
const DEPTH: usize = 8;

/// The first value, and the bytes behind it.
pub(super) fn split_first(bytes: &[u8]) -> Option<(Value, &[u8])> {
    let mut rest = bytes;
    let value = ciborium::de::from_reader_with_recursion_limit(&mut rest, DEPTH).ok()?;
    Some((value, rest))
}

/// A value with nothing behind it.
pub(super) fn whole(bytes: &[u8]) -> Option<Value> {
    split_first(bytes).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
}

/// The members of a map in which no key occurs twice.
pub(super) fn members(value: Value) -> Option<Vec<(Value, Value)>> {
    let members = value.into_map().ok()?;
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
        // Cut off; a length that nothing fills; nine arrays; a million of them.
        for broken in
            [&[][..], &[0x42, 1], &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], &[0x81; 9]]
        {
            assert_eq!(split_first(broken), None);
        }
        assert_eq!(split_first(&vec![0x81; 1_000_000]), None);
        assert_eq!(members(whole(&[0xa2, 1, 1, 1, 2]).unwrap()), None);
    }
}
