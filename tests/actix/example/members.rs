//! The example `members`.

use super::{Browser, programs::members, start};
use crate::{server::send, twins::ORIGIN};

fn serve() -> Browser {
    let members = members::Members::sample();
    let auth = members::auth(start(), members.clone()).unwrap();
    Browser::of(auth.clone(), members::routes(auth, members))
}

async fn sign_in(browser: &mut Browser, name: &str) {
    browser.cookies.clear();
    browser.sign_in("credentials", &format!("name={name}&password=correct+horse")).await;
}

#[tokio::test]
async fn members_see_their_team_and_administrators_see_everyone() {
    let mut browser = serve();
    assert!(browser.visit("/").await.body.contains("Sign in"));
    assert_eq!(browser.visit("/team").await.header("location"), "/auth/signin?callbackUrl=%2Fteam");
    sign_in(&mut browser, "bob").await;
    assert!(browser.visit("/").await.body.contains("Signed in as bob."));
    assert!(browser.visit("/team").await.body.contains("looms"));
    assert_eq!(browser.visit("/admin").await.status.as_u16(), 403);
    sign_in(&mut browser, "ada").await;
    assert!(browser.visit("/admin").await.body.contains("bob: looms"));
}

#[tokio::test]
async fn a_form_of_this_site_signs_out() {
    let mut browser = serve();
    sign_in(&mut browser, "bob").await;
    let cookies = browser.cookie();
    let leave = async |origin| {
        let headers = [("cookie", cookies.as_str()), ("origin", origin)];
        send(browser.address, "POST", "/leave", &headers, "").await
    };
    assert_eq!(leave("http://evil.test").await.status.as_u16(), 403);
    let left = leave(ORIGIN).await;
    assert_eq!((left.status.as_u16(), left.header("location")), (303, "/"));
    assert!(left.header("set-cookie").contains("Max-Age=0"));
}
