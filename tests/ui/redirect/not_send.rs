//! token: home
//! fix: drop it before the `.await`

use std::rc::Rc;

use auth::prelude::*;

async fn tick() {}

#[auth::redirect]
async fn home() -> Target {
    let path = Rc::new("/start".to_owned());
    tick().await;
    Target::to(path.to_string())
}

fn main() {
    let _ = Auth::builder().redirect::<home>().build();
}
