//! token: { team: String }
//! fix: write the type yourself: `#[auth(ts = "…")]` on the enum

#[derive(Clone, serde::Serialize, auth::TypeScript)]
pub enum Role {
    Admin,
    Member { team: String },
}

#[auth::session(typescript)]
pub struct Visible {
    pub role: Role,
}

fn main() {}
