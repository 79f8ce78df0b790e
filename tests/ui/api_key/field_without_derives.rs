//! token: Project
//! fix: put `#[derive(serde::Serialize, serde::Deserialize)]`

pub struct Project(u32);

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: Project,
}

fn main() {}
