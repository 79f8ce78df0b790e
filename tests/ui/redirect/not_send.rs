use std::rc::Rc;

use auth::prelude::*;

async fn look_up(name: &str) -> bool {
    name.is_empty()
}

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) -> Target {
    let name = Rc::new(url.as_str().to_owned());
    look_up(&name).await;
    Target::Path(name.to_string())
}

fn main() {
    let _ = Auth::builder().redirect::<home>().build();
}
