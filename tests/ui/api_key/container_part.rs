//! token: Project
//! fix: Serialize

#[derive(Clone)]
pub struct Project(u32);

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub projects: Vec<Option<Project>>,
}

fn main() {}
