#[derive(Clone, serde::Serialize, auth::TypeScript)]
#[serde(tag = "kind")]
pub enum Role {
    Admin,
    Member,
}

fn main() {}
