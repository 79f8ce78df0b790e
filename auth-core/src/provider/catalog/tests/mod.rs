//! Checks the sign-in at each provider of the catalogue against a transcript.

mod case;
mod sign_in;

use std::collections::BTreeSet;

pub(super) use self::case::Case;
use super::{
    all, bungie::Bungie, fusionauth::FusionAuth, github::GitHub, gitlab::GitLab,
    microsoft_entra_id::MicrosoftEntraId, netsuite::NetSuite, prelude::*, wechat::WeChat, workos::WorkOS,
};

/// Signs in at a provider and returns the transcript.
pub(super) type SignIn = fn(&Case) -> Vec<String>;

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

/// Returns the ID of a provider, and its sign-in without further configuration.
pub(super) fn entry<V: Vendor>() -> (String, SignIn) {
    (V::definition().id.into(), |case| case.sign_in(provider::<V>()))
}

fn provider<V: Vendor>() -> OAuthProvider<V> {
    OAuthProvider::new("client", "secret")
}

#[test]
fn every_provider_signs_in() {
    let all = all();
    let (mut seen, mut names) = (BTreeSet::new(), BTreeSet::new());
    for case in [include_str!("a_to_k.txt"), include_str!("l_to_z.txt")].into_iter().flat_map(Case::read) {
        println!("{}", case.name);
        assert!(names.insert(case.name), "two cases have the same name");
        let configured = CONFIGURED.iter().find(|(name, _)| *name == case.name);
        for id in case.ids() {
            let usual = all.iter().find(|(other, _)| other == id).expect("a provider with this ID");
            let sign_in = configured.map_or(usual.1, |(_, sign_in)| *sign_in);
            assert_eq!(sign_in(&case), case.transcript, "{id}");
            seen.insert(id);
        }
    }
    for (name, _) in CONFIGURED {
        assert!(names.contains(name), "there is no case `{name}`");
    }
    let ids: BTreeSet<&str> = all.iter().map(|(id, _)| &**id).collect();
    assert_eq!(ids.len(), all.len(), "two providers have the same ID");
    assert_eq!(ids.difference(&seen).collect::<Vec<_>>(), Vec::<&&str>::new(), "providers without a case");
    assert_eq!(all.len(), 93, "README.md states another number of providers");
}
