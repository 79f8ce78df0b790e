//! Client addresses in headers, against `std::net`: the entry of the proxy counts, and nothing that a client writes before
//! it.
#![no_main]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use auth_core::testing::parsers::client_address;
use http::{HeaderName, HeaderValue, header::FORWARDED};
use libfuzzer_sys::fuzz_target;

const PLAIN: HeaderName = HeaderName::from_static("x-forwarded-for");

fuzz_target!(|data: (u8, IpAddr, u16, Vec<&[u8]>)| {
    let (how, address, port, client) = data;
    if let [text] = client.as_slice() {
        free(text);
    }
    let is_forwarded = how & 1 != 0;
    let name = if is_forwarded { FORWARDED } else { PLAIN };
    let appended =
        if is_forwarded { element(how >> 2, address, port) } else { entry(how >> 2, address, port) };
    let lines: Option<Vec<HeaderValue>> =
        client.iter().map(|line| HeaderValue::from_bytes(line).ok()).collect();
    let Some(mut lines) = lines else { return };
    let is_own_line = how & 2 != 0 || lines.is_empty();
    if is_own_line {
        lines.push(appended.parse().expect("it is ASCII"));
    } else {
        let last = lines.pop().expect("there is one");
        let joined = [last.as_bytes(), b", ", appended.as_bytes()].concat();
        lines.push(HeaderValue::from_bytes(&joined).expect("both are valid"));
    }
    let found = client_address(&name, &lines, 1);
    let is_ascii = lines.last().is_some_and(|line| line.to_str().is_ok());
    if is_own_line || !is_forwarded && is_ascii {
        assert_eq!(found, Some(address), "{lines:?}");
    } else {
        // A client can make its own header malformed, and then shares its limit with others who do.
        assert!(found.is_none_or(|found| found == address), "{lines:?} is not from {found:?}");
    }
});

/// Writes an address as proxies write it.
fn entry(how: u8, address: IpAddr, port: u16) -> String {
    match (how % 5, address) {
        (0, address) => address.to_string(),
        (1, address) => SocketAddr::new(address, port).to_string(),
        (2, IpAddr::V6(address)) => format!("[{address}]"),
        (3, address) => format!("\"{}\"", SocketAddr::new(address, port)),
        (_, address) => format!(" {address}\t"),
    }
}

/// Writes an element of `Forwarded`.
fn element(how: u8, address: IpAddr, port: u16) -> String {
    let (bare, full) = match address {
        IpAddr::V4(v4) => (v4.to_string(), format!("\"{v4}:{port}\"")),
        IpAddr::V6(v6) => (format!("\"[{v6}]\""), format!("\"[{v6}]:{port}\"")),
    };
    match how % 6 {
        0 => format!("for={bare}"),
        1 => format!("For={full}"),
        2 => format!("for={full};proto=https;by=_gate"),
        3 => format!("proto=http; for={bare} ;host=\"a, b;for=\\\"192.0.2.1\\\"\""),
        4 => format!("for={}", full.replace('.', "\\.")),
        _ => format!(",for={bare},"),
    }
}

/// Compares a list of one entry with what `std::net` reads.
fn free(text: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(text) else { return };
    let found = client_address(&PLAIN, std::slice::from_ref(&value), 1);
    let Ok(text) = value.to_str() else {
        assert_eq!(found, None);
        return;
    };
    let last = text.rsplit(',').next().unwrap_or_default().trim();
    assert_eq!(found, by_std(last), "{last:?}");
    // The same as a parameter, where it can be written in quotes.
    if !last.contains(['"', '\\']) {
        let quoted = format!("for=\"{last}\"").parse().expect("it is ASCII");
        assert_eq!(client_address(&FORWARDED, &[quoted], 1), found, "{last:?}");
    }
}

fn by_std(entry: &str) -> Option<IpAddr> {
    let entry = match entry.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"')?,
        None => entry,
    };
    // A port may have a secret name.
    let has_port = |address: &str| address.ends_with(']') || address.parse::<Ipv4Addr>().is_ok();
    let entry = match entry.rsplit_once(":_") {
        Some((address, port)) if !port.is_empty() && has_port(address) => {
            let is_name =
                port.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
            if is_name { format!("{address}:1") } else { return None }
        }
        _ => entry.to_owned(),
    };
    // A zone has a meaning on one machine only.
    if entry.contains('%') {
        return None;
    }
    let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    let socket = || entry.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    entry.parse().ok().or_else(bracketed).or_else(socket)
}
