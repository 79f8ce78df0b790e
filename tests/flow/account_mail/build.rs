//! The configuration of mails about accounts.

use auth::{Auth, BuildProblem, provider::email::ConsoleTransport};

use super::*;

fn problems(
    configure: impl FnOnce(
        auth::AuthBuilder<(), auth::callback::Callbacks>,
    ) -> auth::AuthBuilder<(), auth::callback::Callbacks>,
) -> Vec<String> {
    let builder =
        Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN).credentials::<login_anybody>();
    match configure(builder).build() {
        Ok(_) => Vec::new(),
        Err(error) => error.problems().iter().map(ToString::to_string).collect(),
    }
}

fn sender() -> Email {
    Email::new(ConsoleTransport, "no-reply@site.test").unwrap()
}

#[test]
fn each_problem_names_its_fix() {
    let found = problems(|builder| builder.account_mails(AccountMails::new()));
    assert_eq!(
        found,
        [
            BuildProblem::AccountMailsWithoutSender.to_string(),
            BuildProblem::AccountMailsWithoutAdapter.to_string()
        ]
    );
    assert!(found[0].contains("`.email(Email::from_env()?)`") && found[1].contains("`.adapter(…)`"));
    let brief = AccountMails::sent_by(sender()).max_age(Duration::from_millis(1));
    let found = problems(|builder| builder.adapter(MemoryAdapter::new()).account_mails(brief));
    assert_eq!(found, [BuildProblem::NoAccountLinkAge.to_string()]);
}

#[tokio::test]
async fn a_sender_of_their_own_signs_nobody_in() {
    let auth: Auth<()> = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .credentials::<login_anybody>()
        .adapter(MemoryAdapter::new())
        .account_mails(AccountMails::sent_by(sender()))
        .build()
        .unwrap();
    let request =
        http::Request::get("/auth/providers").body(http_body_util::Full::<axum::body::Bytes>::default());
    let reply = auth.handle(request.unwrap()).await;
    let body = http_body_util::BodyExt::collect(reply.into_body()).await.unwrap().to_bytes();
    let providers: serde_json::Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(providers.as_object().unwrap().keys().collect::<Vec<_>>(), ["credentials"]);
}

#[tokio::test]
async fn without_the_option_there_are_no_pages() {
    let mut site = Site::new();
    for path in [CHANGE, VERIFY, "/auth/email/other", "/auth/email"] {
        assert_eq!(site.get(path).await.status, 400, "{path}");
        assert_eq!(site.post(path, &[]).await.status, 400, "{path}");
    }
}
