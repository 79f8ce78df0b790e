//! The configuration of sign-ups.

use auth::{Auth, BuildProblem, provider::email::ConsoleTransport};

use super::*;

/// The library reads the password, so that the compiler has nothing to warn of.
#[deny(dead_code)]
#[auth::credentials]
struct Named {
    password: Option<Password>,
}

#[auth::sign_up]
async fn anybody(_: Named) -> SignUp {
    SignUp::new()
}

type Builder = auth::AuthBuilder<(), Callbacks>;

fn problems(configure: impl FnOnce(Builder) -> Builder) -> Vec<(String, &'static str)> {
    let builder = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .credentials::<login_anybody>()
        .sign_up::<anybody>();
    match configure(builder).build() {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems()
            .iter()
            .map(|problem| (problem.to_string(), BuildProblem::code(problem)))
            .collect(),
    }
}

#[test]
fn each_problem_names_its_fix() {
    let found = problems(|builder| builder);
    let codes: Vec<_> = found.iter().map(|(_, code)| *code).collect();
    assert_eq!(codes, ["sign_up_without_mails", "sign_up_without_adapter", "sign_up_without_passwords"]);
    for ((message, _), fix) in
        found.iter().zip(["`.account_mails(AccountMails::new())`", "`.adapter(…)`", "the field `password`"])
    {
        assert!(message.contains(fix), "{message}");
    }
    let sender = Email::new(ConsoleTransport, "no-reply@site.test").unwrap();
    let found = problems(|builder| {
        builder
            .adapter(MemoryAdapter::new())
            .account_mails(AccountMails::sent_by(sender))
            .passwords(Passwords::new().own_form())
    });
    assert!(found.is_empty(), "{found:?}");
}

#[tokio::test]
async fn without_the_callback_there_are_no_pages_and_no_link() {
    let mut site = Site::new();
    for path in [SIGN_UP, FINISH] {
        assert_eq!(site.visit(path).await.status, 400, "{path}");
        assert_eq!(site.post(path, &[]).await.status, 400, "{path}");
    }
    assert!(!site.visit("/auth/signin").await.body.contains("signup"));
}
