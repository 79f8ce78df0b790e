//! Placeholders in braces: `{issuer}/oauth/token`.

/// Fills in the placeholders of a string.
///
/// # Errors
/// Returns the name of the first placeholder without a value.
pub(crate) fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> Result<String, &str> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, after)) if is_name(name) => {
                filled.push_str(&value(name).ok_or(name)?);
                rest = after;
            }
            _ => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Returns `true` for the name of a placeholder. Anything else in braces stays as it is, for example JSON.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_and_other_braces_stay() {
        let value = |name: &str| (name == "issuer").then(|| "https://a.test".to_owned());
        assert_eq!(fill("{issuer}/x?{\"a\":{}}", value).unwrap(), "https://a.test/x?{\"a\":{}}");
        assert_eq!(fill("{issuer}/{account_id}", value), Err("account_id"));
        assert_eq!(fill("{", value).unwrap(), "{");
        assert_eq!(fill("a}b", value).unwrap(), "a}b");
    }
}
