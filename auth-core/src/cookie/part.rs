//! The names of the parts of the session cookie: `name`, or `name.0`, `name.1`, …

/// Returns `true` for the rest of the name of a session cookie: nothing, or the number of a chunk.
pub(super) fn is_own(suffix: &str) -> bool {
    suffix.is_empty() || chunk_index(suffix).is_some()
}

/// Reads the number in `.0`, `.1`, …, which has no leading zeros.
pub(super) fn chunk_index(suffix: &str) -> Option<usize> {
    let digits = suffix.strip_prefix('.')?;
    let canonical =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if canonical { digits.parse().ok() } else { None }
}
