//! token: tag
//! fix: write the type yourself: `#[auth(ts = "…")]` on the type

#[derive(Clone, serde::Serialize, auth::TypeScript)]
#[serde(tag = "kind")]
pub enum Role {
    Admin,
    Member,
}

fn main() {}
