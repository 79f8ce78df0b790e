#[derive(Clone, serde::Serialize, auth::TypeScript)]
pub struct Page<T> {
    items: Vec<T>,
}

fn main() {}
