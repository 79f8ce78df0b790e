//! token: handler
//! fix: `Send`

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

async fn handler(_: Public) -> String {
    let name = std::rc::Rc::new("hello");
    std::future::ready(()).await;
    name.to_string()
}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(handler));
}
