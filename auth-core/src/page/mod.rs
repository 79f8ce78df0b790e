//! The built-in HTML pages.
