//! Tests of the account page without the flow.

use std::sync::LazyLock;

use super::*;
use crate::{
    config::Theme,
    contract::User,
    page::{PageStyle, Wording, testing},
};

const BAD: &str = "\"><script>alert(1)</script>";
const NOW: UnixTime = UnixTime::from_secs(1_800_000_000);

static STYLE: LazyLock<PageStyle> = LazyLock::new(|| PageStyle::new(Theme::new(), []));

fn rendered<'a>(user: &'a AdapterUser, change: impl FnOnce(&mut AccountPage<'a>)) -> Page {
    let frame = Frame {
        style: &STYLE,
        origin: "https://app.test",
        redirect_targets: &[],
        wording: Wording::default(),
    };
    let mut page = AccountPage {
        frame,
        csrf_token: "t0ken",
        account_url: "https://app.test/auth/account",
        step_up_url: "/auth/step-up?max_age=600",
        sign_out_url: "https://app.test/auth/signout",
        totp_url: None,
        user,
        address_url: None,
        password_url: None,
        has_password: false,
        passkeys: &[],
        accounts: &[],
        sessions: None,
        keys: &[],
        second_factor: None,
        can_end_others: false,
        is_fresh: true,
        linkable: &[],
        takes_numbers: false,
        passkey: None,
        notice: None,
        now: NOW,
    };
    change(&mut page);
    let page = account(&page);
    testing::assert_sound(&page);
    page
}

fn ada() -> AdapterUser {
    AdapterUser::new(User::new("1").with_name("Ada").with_email("ada@example.com"))
}

#[test]
fn an_account_without_ways_in_has_a_profile_and_its_data() {
    let page = rendered(&ada(), |_| {});
    testing::assert_contains(&page, "<div class=\"avatar\" aria-hidden=\"true\" data-initial=\"A\"></div>");
    testing::assert_contains(&page, "ada@example.com · not verified");
    testing::assert_contains(
        &page,
        "<section class=\"part\" id=\"profile\" aria-labelledby=\"profile-title\">",
    );
    testing::assert_contains(&page, "<section class=\"part\" id=\"data\" aria-labelledby=\"data-title\">");
    for absent in
        ["id=\"sign-in\"", "id=\"sessions\"", "id=\"keys\"", "<script", "role=\"alert\"", "role=\"status\""]
    {
        let (_, body) = page.html.split_once("</style>").unwrap();
        assert!(!body.contains(absent), "{absent}");
    }
}

#[test]
fn each_change_is_a_form_with_the_token() {
    let passkeys =
        [PasskeyRow { id: "a+/=", name: None, created: Some(NOW), last_used: None, is_synced: true }];
    let accounts = [
        AccountRow { provider: "github", name: None, id: "4711", is_number: false },
        AccountRow { provider: "sms", name: Some("SMS"), id: "+442079460018", is_number: true },
    ];
    let session = |id, is_current| SessionRow {
        id,
        browser: None,
        system: None,
        begun: None,
        last_seen: None,
        is_current,
    };
    let sessions = [session("s1", true), session("s2", false)];
    let keys = [KeyRow { id: "k1", name: "", created: NOW, last_used: None, expires: Some(NOW) }];
    let linkable =
        [AccountProvider { id: "google", name: "Google", url: "https://app.test/auth/signin/google" }];
    let user = ada();
    let page = rendered(&user, |page| {
        page.passkeys = &passkeys;
        page.accounts = &accounts;
        page.sessions = Some(&sessions);
        page.keys = &keys;
        page.linkable = &linkable;
        page.can_end_others = true;
        page.takes_numbers = true;
        page.passkey = Some(PasskeyAddition {
            callback_url: "https://app.test/auth/callback/passkey",
            options_path: "/auth/webauthn-options/passkey",
            script: "/auth/passkey.js?v=1",
        });
        page.totp_url = Some("https://app.test/auth/totp");
        page.second_factor = Some((NOW, 1));
        page.address_url = Some("https://app.test/auth/email/change");
        page.password_url = Some("https://app.test/auth/password/change");
    });
    let (_, body) = page.html.split_once("</style>").unwrap();
    assert_eq!(body.matches("<form").count(), body.matches("name=\"csrfToken\" value=\"t0ken\"").count());
    for change in [
        "profile",
        "rename-passkey",
        "remove-passkey",
        "add-phone",
        "revoke-session",
        "revoke-other-sessions",
        "revoke-key",
        "delete",
    ] {
        assert_eq!(
            body.matches(&format!("action=\"https://app.test/auth/account/{change}\"")).count(),
            1,
            "{change}"
        );
    }
    assert_eq!(body.matches("action=\"https://app.test/auth/account/unlink-account\"").count(), 2);
    for part in [
        "<p>+442079460018</p></div>",
        "aria-label=\"Remove the phone number +442079460018\"",
        "<input type=\"hidden\" name=\"replaces\" value=\"+442079460018\">",
        "name=\"phone\" type=\"tel\" required autocomplete=\"tel\"",
        "added <time datetime=\"2027-01-15T08:00:00.000Z\">2027-01-15</time> · synced",
        "account 4711 · no longer offered here",
        "<button class=\"button neutral\" type=\"submit\">Link Google</button>",
        "1 recovery code left",
        "href=\"https://app.test/auth/email/change\" aria-label=\"Change the email address\"",
        "href=\"https://app.test/auth/password/change\" aria-label=\"Choose a password\"",
        "expired <time",
        "Unknown device <span class=\"tag\">This device</span>",
        "<script type=\"module\" src=\"/auth/passkey.js?v=1\">",
    ] {
        assert!(page.html.contains(part), "{part}\n{body}");
    }
    assert!(
        !page.content_security_policy.to_str().unwrap().contains("form-action"),
        "a provider may redirect"
    );
}

#[test]
fn whatever_users_and_others_write_is_escaped() {
    let passkeys =
        [PasskeyRow { id: BAD, name: Some(BAD), created: None, last_used: None, is_synced: false }];
    let accounts = [AccountRow { provider: BAD, name: None, id: BAD, is_number: false }];
    let keys = [KeyRow { id: BAD, name: BAD, created: NOW, last_used: None, expires: None }];
    let user = AdapterUser::new(User::new("1").with_name(BAD).with_email(BAD).with_image(BAD));
    rendered(&user, |page| {
        page.passkeys = &passkeys;
        page.accounts = &accounts;
        page.keys = &keys;
    });
}

#[test]
fn notices_are_announced_and_have_their_names() {
    for notice in AccountNotice::ALL {
        assert_eq!(AccountNotice::from_query(notice.name()), Some(*notice));
        let page = rendered(&ada(), |page| page.notice = Some(*notice));
        let (_, body) = page.html.split_once("</style>").unwrap();
        let role = if notice.is_failure() { "role=\"alert\"" } else { "role=\"status\"" };
        assert_eq!(body.matches(role).count(), 1, "{}", notice.name());
    }
    assert_eq!(AccountNotice::from_query(BAD), None);
}

#[test]
fn the_page_after_the_deletion_leads_to_the_site() {
    testing::with_frame(|frame| {
        let page = account_deleted(&frame);
        testing::assert_sound(&page);
        testing::assert_contains(
            &page,
            "<a class=\"button primary\" href=\"https://app.test\">To the start page</a>",
        );
    });
}
