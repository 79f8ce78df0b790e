//! Checks the sign-in at each provider of the catalogue against a transcript.

mod case;
mod mutation;
mod sign_in;

use std::collections::BTreeSet;

pub(super) use self::case::Case;
use self::sign_in::SignedIn;
use super::{
    all, bungie::Bungie, fusionauth::FusionAuth, github::GitHub, gitlab::GitLab,
    microsoft_entra_id::MicrosoftEntraId, netsuite::NetSuite, prelude::*, wechat::WeChat, workos::WorkOS,
};

/// Signs in at a provider.
pub(super) type SignIn = fn(&Case) -> Result<SignedIn, String>;

/// The cases that call methods of a provider, by their names.
const CONFIGURED: [(&str, SignIn); 9] = [
    ("bungie", |case| case.sign_in(provider::<Bungie>().api_key("k3y"))),
    ("fusionauth", |case| case.sign_in(provider::<FusionAuth>().tenant_id("3066"))),
    ("github (an enterprise server)", |case| {
        case.sign_in(provider::<GitHub>().enterprise("https://git.test/"))
    }),
    ("github (an enterprise cloud)", |case| {
        case.sign_in(provider::<GitHub>().enterprise("https://acme.ghe.com"))
    }),
    ("gitlab (self-managed)", |case| case.sign_in(provider::<GitLab>().base_url("https://git.test/lab"))),
    ("microsoft-entra-id", |case| case.sign_in(provider::<MicrosoftEntraId>().photo_size(96))),
    ("netsuite", |case| {
        let netsuite = provider::<NetSuite>().account_id("TSTDRV7_SB1");
        case.sign_in(netsuite.userinfo("https://rest.test/who?deploy=1"))
    }),
    ("wechat (a website application)", |case| case.sign_in(provider::<WeChat>().website_app())),
    ("workos", |case| case.sign_in(provider::<WorkOS>().connection("conn_1"))),
];

/// A provider of the catalogue.
pub(super) struct Entry {
    id: String,
    /// The sign-in without further configuration.
    sign_in: SignIn,
    /// The members that its profiles can have.
    members: &'static [&'static str],
    /// The place of the profile in the response of the userinfo endpoint.
    pointer: String,
}

/// Returns the entry of a provider.
pub(super) fn entry<V: Vendor>() -> Entry {
    let definition = V::definition();
    Entry {
        id: definition.id.into(),
        sign_in: |case| case.sign_in(provider::<V>()),
        members: mutation::members::<V::Profile>(),
        pointer: definition.userinfo.map(|userinfo| userinfo.pointer.into()).unwrap_or_default(),
    }
}

fn provider<V: Vendor>() -> OAuthProvider<V> {
    OAuthProvider::new("client", "secret")
}

/// Returns the cases of the catalogue, each with its provider and the sign-in there.
fn cases(entries: &[Entry]) -> Vec<(Case, &Entry, SignIn)> {
    let files = [include_str!("a_to_k.txt"), include_str!("l_to_z.txt")];
    let mut cases = Vec::new();
    for case in files.into_iter().flat_map(Case::read) {
        let configured = CONFIGURED.iter().find(|(name, _)| *name == case.name);
        for id in case.ids() {
            let entry = entries.iter().find(|entry| entry.id == id).expect("a provider with this ID");
            cases.push((case.clone(), entry, configured.map_or(entry.sign_in, |(_, sign_in)| *sign_in)));
        }
    }
    cases
}

#[test]
fn every_provider_signs_in() {
    let entries = all();
    let (mut seen, mut names) = (BTreeSet::new(), BTreeSet::new());
    for (case, entry, sign_in) in cases(&entries) {
        let transcript = sign_in(&case).map(|signed_in| signed_in.transcript);
        let expected = case.transcript.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(transcript, Ok(expected), "{} {}", case.name, entry.id);
        assert!(seen.insert((case.name, &*entry.id)), "two cases have the same name");
        names.insert(case.name);
    }
    for (name, _) in CONFIGURED {
        assert!(names.contains(name), "there is no case `{name}`");
    }
    let seen: BTreeSet<&str> = seen.into_iter().map(|(_, id)| id).collect();
    let ids: BTreeSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
    assert_eq!(ids.len(), entries.len(), "two providers have the same ID");
    assert_eq!(ids.difference(&seen).collect::<Vec<_>>(), Vec::<&&str>::new(), "providers without a case");
    assert_eq!(entries.len(), 93, "README.md states another number of providers");
}
