//! An HTTP request, parsed once.
