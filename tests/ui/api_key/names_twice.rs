//! token: "project"
//! fix: give one of the two another name

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
    #[auth(rename = "project")]
    pub tenant: u32,
}

fn main() {}
