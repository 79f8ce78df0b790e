//! token: label
//! fix: There is only `crate = ::auth`

#[auth::credentials(label = "Log in")]
pub struct Login {
    pub name: String,
}

fn main() {}
