//! token: HeaderMap
//! fix: &HeaderMap

use auth::prelude::*;

#[auth::second_factor]
async fn needed(headers: HeaderMap) -> SecondFactor {
    let _ = headers;
    SecondFactor::Required
}

fn main() {}
