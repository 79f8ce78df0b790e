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
