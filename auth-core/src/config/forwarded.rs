//! Addresses as proxies write them, and the header `Forwarded` (RFC 7239).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The error for a header that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// Returns the node `for` of each element of the header `Forwarded`, the empty string for an element without one.
/// Empty elements are left out, as RFC 9110 section 5.6.1 says.
pub(crate) fn elements(value: &str) -> Result<Vec<String>, Malformed> {
    let mut elements = Vec::new();
    let mut rest = value;
    loop {
        let (element, after) = element(rest)?;
        elements.extend(element);
        match after.strip_prefix(',') {
            Some(after) => rest = after,
            None if after.is_empty() => return Ok(elements),
            None => return Err(Malformed),
        }
    }
}

/// Reads one element, up to a comma or the end; `None` if it is empty.
fn element(mut rest: &str) -> Result<(Option<String>, &str), Malformed> {
    let (mut node, mut is_empty) = (None, true);
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if !rest.is_empty() && !rest.starts_with([',', ';']) {
            let (name, after) = rest.split_once('=').ok_or(Malformed)?;
            if name.is_empty() || !name.bytes().all(is_token) {
                return Err(Malformed);
            }
            let (text, after) = parameter_value(after)?;
            is_empty = false;
            if name.eq_ignore_ascii_case("for") && node.replace(text).is_some() {
                return Err(Malformed);
            }
            rest = after.trim_start_matches([' ', '\t']);
        }
        match rest.strip_prefix(';') {
            Some(after) => rest = after,
            None if is_empty => return Ok((None, rest)),
            None => return Ok((Some(node.unwrap_or_default()), rest)),
        }
    }
}

/// Reads a value: a quoted string, or characters up to the next separator.
fn parameter_value(text: &str) -> Result<(String, &str), Malformed> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([',', ';', ' ', '\t']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        let is_plain = !value.is_empty() && !value.contains(['"', '=', '\\']);
        return if is_plain { Ok((value.to_owned(), rest)) } else { Err(Malformed) };
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((position, character)) = characters.next() {
        match character {
            '"' => return Ok((value, quoted.get(position + 1..).unwrap_or_default())),
            '\\' => value.push(characters.next().ok_or(Malformed)?.1),
            plain => value.push(plain),
        }
    }
    Err(Malformed)
}

/// Reads an address with or without a port, brackets and quotation marks. Names and `unknown` are no addresses.
pub(crate) fn address(node: &str) -> Result<IpAddr, Malformed> {
    let node = match node.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"').ok_or(Malformed)?,
        None => node,
    };
    if let Some(bracketed) = node.strip_prefix('[') {
        let (address, after) = bracketed.split_once(']').ok_or(Malformed)?;
        let is_port = after.is_empty() || after.strip_prefix(':').is_some_and(is_port);
        let address: Ipv6Addr = address.parse().map_err(|_| Malformed)?;
        return if is_port { Ok(address.into()) } else { Err(Malformed) };
    }
    if let Ok(address) = node.parse() {
        return Ok(address);
    }
    let (address, port) = node.split_once(':').ok_or(Malformed)?;
    let address: Ipv4Addr = address.parse().map_err(|_| Malformed)?;
    if is_port(port) { Ok(address.into()) } else { Err(Malformed) }
}

/// Returns `true` for a port (RFC 7239 section 6): a number, or an obfuscated name that begins with `_`.
fn is_port(port: &str) -> bool {
    match port.strip_prefix('_') {
        Some(name) => {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        }
        None => port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok(),
    }
}

/// Returns `true` for a character of a token (RFC 9110 section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
