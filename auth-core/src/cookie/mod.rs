//! Cookies: names, parsing, pending changes and chunks.
