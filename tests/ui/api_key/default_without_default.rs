//! token: Project
//! fix: put `#[derive(Default)]` on it

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Project(u32);

#[auth::api_key(prefix = "acme")]
pub struct Key {
    #[auth(default)]
    pub project: Project,
}

fn main() {}
