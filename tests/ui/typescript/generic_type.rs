//! token: <T>
//! fix: write the type yourself: `#[auth(ts = "…")]` on it

#[derive(Clone, serde::Serialize, auth::TypeScript)]
pub struct Page<T> {
    items: Vec<T>,
}

fn main() {}
