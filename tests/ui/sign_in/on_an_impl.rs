struct Guards;

#[auth::sign_in]
impl Guards {}

fn main() {}
