//! Tests of the owner of an account: each row of the table, and what a proof or an end in between changes.

use super::*;
use crate::{
    adapter::MemoryAdapter,
    contract::{
        Account, EmailAddress, ProviderId, ProviderType, StoredId, UnixTime, User, UserId, VerifiedBy,
    },
    http::testing::block_on,
};

const EMAIL: &str = "ada@example.com";
const NOW: UnixTime = UnixTime::from_secs(2);

fn add(store: &MemoryAdapter, id: &str, email: &str, verified: bool) -> AdapterUser {
    let mut user = NewUser::new(User::new(id).with_email(email));
    if verified {
        user = user.verified_at(UnixTime::from_secs(1));
    }
    block_on(store.sign_up(user, None, None)).unwrap().user
}

fn link(account: &str) -> Link {
    Account::new("acme", ProviderType::OAuth, account).into()
}

/// A sign-in by an account that proves nothing, of a visitor without a session.
fn request(email: &str, link: Link) -> LinkRequest<'static> {
    LinkRequest {
        user: NewUser::new(User::new("fresh").with_email(email)),
        link,
        owner: None,
        signed_in: None,
        basis: Basis::default(),
        proof: None,
        link_by_email: false,
        session: None,
        tokens: TokenRevocation::none(NOW),
        cleared: Cleared::Anyone,
        may_sign_up: true,
        epoch: None,
    }
}

fn resolve_account(
    store: &MemoryAdapter,
    account: &str,
    signed_in: Option<&AdapterUser>,
    linking: bool,
) -> Result<(LinkKind, UserId), LinkError> {
    let provider = ProviderId::from("acme");
    let address = EmailAddress::parse(EMAIL).unwrap();
    let request = LinkRequest {
        signed_in: signed_in.cloned(),
        proof: Some(VerifiedEmail::new(&address, VerifiedBy::Provider(&provider))),
        link_by_email: linking,
        ..request(EMAIL, link(account))
    };
    block_on(resolve(store, request)).map(|linked| (linked.kind, linked.user.user.id))
}

fn is_refused(outcome: Result<(LinkKind, UserId), LinkError>) -> bool {
    matches!(outcome, Err(LinkError::NotLinked))
}

#[test]
fn a_known_account_signs_in_only_its_owner() {
    let store = MemoryAdapter::new();
    let (ada, bob) = (add(&store, "1", EMAIL, true), add(&store, "2", "bob@example.com", true));
    block_on(store.link_account(&ada.id(), link("a"), None)).unwrap();
    assert_eq!(resolve_account(&store, "a", None, false).unwrap(), (LinkKind::Known, "1".into()));
    assert_eq!(resolve_account(&store, "a", Some(&ada), false).unwrap(), (LinkKind::Known, "1".into()));
    assert!(is_refused(resolve_account(&store, "a", Some(&bob), true)));
}

#[test]
fn the_signed_in_user_links_an_account() {
    let store = MemoryAdapter::new();
    let bob = add(&store, "2", "bob@example.com", false);
    assert_eq!(resolve_account(&store, "a", Some(&bob), false).unwrap(), (LinkKind::Linked, "2".into()));
    assert_eq!(resolve_account(&store, "a", None, false).unwrap(), (LinkKind::Known, "2".into()));
}

#[test]
fn a_registration_never_signs_in_by_an_account_that_exists() {
    let store = MemoryAdapter::new();
    let ada = add(&store, "1", EMAIL, true);
    block_on(store.link_account(&ada.id(), link("key"), None)).unwrap();
    for signed_in in [None, Some(ada)] {
        let passkey = crate::contract::model::Authenticator::new("key", StoredId::from_store("2"), "");
        let link = Link::passkey(Account::new("acme", ProviderType::WebAuthn, "key"), passkey);
        let request = LinkRequest { signed_in, ..request("eve@example.com", link) };
        assert!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)));
    }
}

#[test]
fn a_proven_address_links_only_if_the_provider_may() {
    for stored_verified in [true, false] {
        let store = MemoryAdapter::new();
        add(&store, "1", EMAIL, stored_verified);
        assert!(is_refused(resolve_account(&store, "a", None, false)));
        assert!(block_on(store.user_by_account(&"acme".into(), "a")).unwrap().is_none());
        assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Linked, "1".into()));
        let owner = block_on(store.user_by_account(&"acme".into(), "a")).unwrap().unwrap();
        let first = if stored_verified { UnixTime::from_secs(1) } else { NOW };
        assert_eq!(owner.email_verified, Some(first));
    }
}

#[test]
fn an_address_that_is_only_reported_links_nothing_and_proves_nothing() {
    for stored_verified in [true, false] {
        let store = MemoryAdapter::new();
        let before = add(&store, "1", EMAIL, stored_verified);
        let request = LinkRequest { link_by_email: true, ..request(EMAIL, link("a")) };
        assert!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)));
        assert_eq!(block_on(store.user(&before.id())).unwrap(), Some(before));
    }
}

#[test]
fn what_was_decided_before_a_proof_is_not_written_after_it() {
    let store = MemoryAdapter::new();
    let before = add(&store, "1", EMAIL, false);
    let proof = crate::adapter::EmailProof::new(before.id(), EMAIL, NOW);
    block_on(store.prove_email(proof)).unwrap();
    let passkey = crate::contract::model::Authenticator::new("key", before.id(), "");
    let account = Account::new("acme", ProviderType::WebAuthn, "key");
    for link in [link("a"), Link::passkey(account, passkey)] {
        let request = LinkRequest {
            signed_in: Some(before.clone()),
            session: Some(NewSession::new("late".into(), UnixTime::from_secs(9))),
            ..request("eve@example.com", link)
        };
        assert!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)));
    }
    assert!(block_on(store.accounts_of(&before.id())).unwrap().is_empty());
    assert!(block_on(store.sessions_of(&before.id())).unwrap().is_empty());
}

#[test]
fn what_was_decided_in_a_session_is_not_written_after_its_end() {
    let store = MemoryAdapter::new();
    let user = add(&store, "1", EMAIL, true);
    let session = || NewSession::new("row".into(), UnixTime::from_secs(9));
    block_on(store.create_session(&user.id(), session())).unwrap();
    let link_in_session = |account| {
        let request = LinkRequest {
            signed_in: Some(user.clone()),
            basis: Basis::default().with_session(Some("row".into())),
            ..request("eve@example.com", link(account))
        };
        block_on(resolve(&store, request)).map(|linked| linked.kind)
    };
    assert_eq!(link_in_session("a").unwrap(), LinkKind::Linked);
    block_on(store.delete_sessions_of(&user.id())).unwrap();
    assert!(matches!(link_in_session("b"), Err(LinkError::NotLinked)));
    assert!(block_on(store.user_by_account(&"acme".into(), "b")).unwrap().is_none());
}

#[test]
fn a_sign_in_starts_no_session_after_the_end_of_all() {
    let store = MemoryAdapter::new();
    let id = add(&store, "1", EMAIL, true).id();
    block_on(store.link_account(&id, link("a"), None)).unwrap();
    let epoch = block_on(store.begin_epoch(&id, 1)).unwrap();
    for is_over in [false, true] {
        let session = Some(NewSession::new("row".into(), UnixTime::from_secs(9)));
        let request = LinkRequest { session, epoch: Some((id.clone(), epoch)), ..request(EMAIL, link("a")) };
        assert_eq!(matches!(block_on(resolve(&store, request)), Err(LinkError::NotLinked)), is_over);
        assert_eq!(block_on(store.sessions_of(&id)).unwrap().is_empty(), is_over);
        block_on(store.advance_epoch(&id, 1)).unwrap();
        block_on(store.delete_sessions_of(&id)).unwrap();
    }
}

#[test]
fn an_unknown_address_is_a_new_user() {
    let store = MemoryAdapter::new();
    assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Created, "fresh".into()));
    assert_eq!(resolve_account(&store, "a", None, true).unwrap(), (LinkKind::Known, "fresh".into()));
}
