//! Accounts: to whom a proof of identity belongs.

#[cfg_attr(not(test), expect(dead_code, reason = "there is no database yet whose accounts it could look up"))]
pub(crate) mod link;
