//! Ids of users, read from whatever a vendor makes of them.

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value;

/// A text that may come as a number.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(text) if !text.is_empty() => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(D::Error::custom("neither a text nor a number")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_are_texts_or_numbers() {
        assert_eq!(text(json!("a1")).unwrap(), "a1");
        assert_eq!(text(json!(583231)).unwrap(), "583231");
        for none in [json!(""), json!(null), json!(true), json!({})] {
            assert!(text(none).is_err());
        }
    }
}
