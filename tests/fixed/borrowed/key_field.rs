#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub label: String,
}
