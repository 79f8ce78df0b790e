//! token: String
//! fix: write `url: RedirectUrl<'_>`

use auth::callback::Target;

#[auth::redirect]
async fn redirect(url: String, base_url: String) -> Target {
    if url.starts_with(&base_url) { Target::Requested } else { Target::Home }
}

fn main() {}
