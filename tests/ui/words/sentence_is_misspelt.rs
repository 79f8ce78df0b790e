//! token: headding
//! fix: heading

use auth::page::{SignInWords, Words};

const OURS: Words =
    Words { sign_in: SignInWords { headding: "Welcome", ..Words::ENGLISH.sign_in }, ..Words::ENGLISH };

fn main() {}
