//! token: Words
//! token: SignInWords
//! fix: missing `account`

use auth::page::{SignInWords, Words};

const OURS: Words = Words { sign_in: SignInWords { heading: "Welcome", ..Words::ENGLISH.sign_in } };

fn main() {}
