use auth::prelude::*;

#[auth::redirect]
async fn home(url: RedirectUrl<'_>) {
    let _ = url;
}

fn main() {
    let _ = Auth::builder().state(()).redirect::<home>().build();
}
