//! E-mail addresses: a parsed address is its own canonical form, and safe in a header.
#![no_main]

use auth::EmailAddress;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(address) = EmailAddress::parse(text) else { return };
    let canonical = address.as_str();
    assert_eq!(EmailAddress::parse(canonical).expect("an address is one").as_str(), canonical);
    assert!(address.is_spelled(Some(text)), "it is the address that was written");
    assert!(address.domain().is_ascii() && !address.domain().is_empty() && !address.local_part().is_empty());
    assert!(address.has_domain(address.domain()));
    assert!(!canonical.contains(|c: char| c.is_control() || c == ' '), "nothing ends a header");
    // Two spellings of a domain are one.
    let unicode = address.to_unicode();
    assert_eq!(EmailAddress::parse(&unicode).expect("an address is one").as_str(), canonical);
    // Browsers read the domain as the same one.
    if let url::Host::Domain(host) = url::Host::parse(address.domain()).expect("the domain is a host") {
        assert_eq!(host, address.domain());
    }
});
