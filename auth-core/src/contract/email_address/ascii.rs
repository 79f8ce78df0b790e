//! The alphabet of e-mail addresses without the tables of Unicode: ASCII.

/// Returns the string unchanged: ASCII has one normalization form.
pub(super) fn normalized(text: &str) -> String {
    text.to_owned()
}

/// Returns `true` for every character beyond ASCII, since only the tables show what it becomes.
pub(super) fn becomes_ascii(c: char) -> bool {
    !c.is_ascii()
}

/// Returns `false`: ASCII has no combining marks.
pub(super) fn is_mark(_: char) -> bool {
    false
}

/// Returns `false`: a character beyond ASCII cannot be judged.
pub(super) fn is_valid(_: char) -> bool {
    false
}

/// Returns the domain unchanged: none has A-labels.
pub(super) fn u_labels(domain: &str) -> String {
    domain.to_owned()
}

/// Returns an ASCII domain name in lower case. A-labels are rejected, since only the tables show which are genuine.
pub(super) fn a_labels(domain: &str) -> Option<String> {
    /// RFC 1035 section 2.3.4, without the dot at the end.
    const MAX_DOMAIN: usize = 253;
    const MAX_LABEL: usize = 63;

    let lower = domain.to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
            && !label.starts_with("xn--")
    };
    (lower.len() <= MAX_DOMAIN && lower.split('.').all(is_label)).then_some(lower)
}
