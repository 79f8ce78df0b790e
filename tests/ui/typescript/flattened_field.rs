//! token: flatten
//! fix: write the type yourself: `#[auth(ts = "…")]` here

#[derive(Clone, serde::Serialize)]
pub struct Limits {
    seats: u32,
}

#[derive(Clone, serde::Serialize, auth::TypeScript)]
pub struct Team {
    id: String,
    #[serde(flatten)]
    limits: Limits,
}

fn main() {}
