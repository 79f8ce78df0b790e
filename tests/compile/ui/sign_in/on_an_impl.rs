use auth::prelude::*;

struct Guards;

#[auth::sign_in]
impl Guards {}

fn main() {}
