//! token: serde
//! fix: `rename = "…"`

#[auth::api_key(prefix = "acme")]
pub struct Key {
    #[serde(rename = "projectId")]
    pub project: u32,
}

fn main() {}
