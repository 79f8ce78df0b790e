//! The options of both ceremonies as JSON for the browser, with their members in the order of
//! `@simplewebauthn/server` 9.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;

use super::{Ceremony, Passkey, Policy, RelyingParty, cose::OFFERED};
use crate::{
    contract::Authenticator,
    jose,
    random::{self, Random},
};

/// The response to `GET /webauthn-options`.
#[derive(Serialize)]
pub(crate) struct Answer<O> {
    action: Ceremony,
    options: O,
}

/// `PublicKeyCredentialCreationOptionsJSON`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Creation<'o> {
    challenge: &'o str,
    rp: Rp<'o>,
    user: UserEntity<'o>,
    pub_key_cred_params: [Parameter; OFFERED.len()],
    timeout: u64,
    attestation: &'static str,
    exclude_credentials: Vec<Descriptor<'o>>,
    authenticator_selection: Selection,
    extensions: Extensions,
}

#[derive(Serialize)]
struct Rp<'o> {
    name: &'o str,
    id: &'o str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UserEntity<'o> {
    id: String,
    name: &'o str,
    display_name: &'o str,
}

#[derive(Serialize)]
struct Parameter {
    alg: i64,
    r#type: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Selection {
    resident_key: &'static str,
    user_verification: &'static str,
    require_resident_key: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Extensions {
    cred_props: bool,
}

/// `PublicKeyCredentialRequestOptionsJSON`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'o> {
    challenge: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    allow_credentials: Option<Vec<Descriptor<'o>>>,
    timeout: u64,
    user_verification: &'static str,
    rp_id: &'o str,
}

/// A passkey that the browser may use, or must not create again.
#[derive(Serialize)]
struct Descriptor<'o> {
    id: String,
    r#type: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    transports: &'o [String],
}

impl<'o> Descriptor<'o> {
    fn all(authenticators: &'o [Authenticator]) -> Vec<Self> {
        let describe = |authenticator: &'o Authenticator| {
            let id = STANDARD.decode(&authenticator.credential_id).ok()?;
            Some(Self { id: jose::encode(id), r#type: PUBLIC_KEY, transports: &authenticator.transports })
        };
        authenticators.iter().filter_map(describe).collect()
    }
}

const PUBLIC_KEY: &str = "public-key";

/// The registering user, as the authenticator shows them.
pub(crate) struct Registrant<'o> {
    pub(crate) email: &'o str,
    pub(crate) name: Option<&'o str>,
    /// The passkeys that the user already has.
    pub(crate) authenticators: &'o [Authenticator],
}

impl Passkey {
    /// Returns the options of a registration. The user handle in them is random and is not stored, because
    /// passkeys are found by their credential ID.
    pub(crate) fn creation_options(
        &self,
        relying_party: &RelyingParty<'_>,
        challenge: &str,
        registrant: &Registrant<'_>,
        random: &dyn Random,
    ) -> Result<String, serde_json::Error> {
        let requirement = self.policy.requirement();
        let options = Creation {
            challenge,
            rp: Rp { name: relying_party.name, id: relying_party.id },
            user: UserEntity {
                id: random::bytes::<32>(random).iter().map(|byte| format!("{byte:02x}")).collect(),
                name: registrant.email,
                display_name: registrant.name.unwrap_or(registrant.email),
            },
            pub_key_cred_params: OFFERED.map(|alg| Parameter { alg, r#type: PUBLIC_KEY }),
            timeout: self.timeout_ms(),
            attestation: "none",
            exclude_credentials: Descriptor::all(registrant.authenticators),
            authenticator_selection: Selection {
                resident_key: requirement,
                user_verification: requirement,
                require_resident_key: self.policy == Policy::Required,
            },
            extensions: Extensions { cred_props: true },
        };
        serde_json::to_string(&Answer { action: Ceremony::Registration, options })
    }

    /// Returns the options of a sign-in, by any passkey of the site or only by those in `allowed`.
    pub(crate) fn request_options(
        &self,
        relying_party: &RelyingParty<'_>,
        challenge: &str,
        allowed: Option<&[Authenticator]>,
    ) -> Result<String, serde_json::Error> {
        let options = Request {
            challenge,
            allow_credentials: allowed.map(Descriptor::all),
            timeout: self.timeout_ms(),
            user_verification: self.policy.requirement(),
            rp_id: relying_party.id,
        };
        serde_json::to_string(&Answer { action: Ceremony::Authentication, options })
    }

    fn timeout_ms(&self) -> u64 {
        u64::try_from(self.timeout.as_millis()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Origin;

    struct Zeros;

    impl Random for Zeros {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0);
        }
    }

    fn authenticator(transports: &[&str]) -> Authenticator {
        let mut authenticator =
            Authenticator::new("+/+/+w==", crate::contract::StoredId::from_store("1"), "");
        authenticator.transports = transports.iter().map(|&name| name.to_owned()).collect();
        authenticator
    }

    #[test]
    fn a_registration_has_the_members_of_auth_js_in_their_order() {
        let (origin, passkey) = (Origin::parse("https://a.test:8443").unwrap(), Passkey::new());
        let registrant = Registrant { email: "new@x.y", name: None, authenticators: &[] };
        let options = passkey.creation_options(&passkey.relying_party(&origin), "ohoW", &registrant, &Zeros);
        let expected = [
            r#"{"action":"register","options":{"challenge":"ohoW","#,
            r#""rp":{"name":"a.test:8443","id":"a.test"},"#,
            r#""user":{"id":"ZEROS","name":"new@x.y","displayName":"new@x.y"},"pubKeyCredParams":["#,
            r#"{"alg":-8,"type":"public-key"},{"alg":-7,"type":"public-key"},"#,
            r#"{"alg":-257,"type":"public-key"}],"#,
            r#""timeout":300000,"attestation":"none","excludeCredentials":[],"authenticatorSelection":{"#,
            r#""residentKey":"required","userVerification":"required","requireResidentKey":true},"#,
            r#""extensions":{"credProps":true}}}"#,
        ];
        assert_eq!(options.unwrap(), expected.concat().replace("ZEROS", &"0".repeat(64)));
    }

    #[test]
    fn existing_passkeys_appear_in_the_lists() {
        let (origin, passkey) = (Origin::parse("https://a.test").unwrap(), Passkey::webauthn());
        let party = passkey.relying_party(&origin);
        let keys = [authenticator(&["internal", "usb"]), authenticator(&[])];
        let list = concat!(
            r#"[{"id":"-_-_-w","type":"public-key","transports":["internal","usb"]},"#,
            r#"{"id":"-_-_-w","type":"public-key"}]"#,
        );
        let registrant = Registrant { email: "a@x.y", name: Some("Ada"), authenticators: &keys };
        let creation = passkey.creation_options(&party, "c", &registrant, &Zeros).unwrap();
        assert!(creation.contains(&format!(r#""excludeCredentials":{list},"#)), "{creation}");
        let selection = concat!(
            r#""authenticatorSelection":{"residentKey":"preferred","userVerification":"preferred","#,
            r#""requireResidentKey":false}"#,
        );
        assert!(creation.contains(selection) && creation.contains(r#""displayName":"Ada""#), "{creation}");
        let options = passkey.request_options(&party, "c", Some(&keys)).unwrap();
        let expected = [
            r#"{"action":"authenticate","options":{"challenge":"c","allowCredentials":"#,
            list,
            r#","timeout":300000,"userVerification":"preferred","rpId":"a.test"}}"#,
        ];
        assert_eq!(options, expected.concat());
    }

    #[test]
    fn options_for_unknown_users_hold_no_credential_ids() {
        let (origin, passkey) = (Origin::parse("https://a.test").unwrap(), Passkey::new());
        assert_eq!(
            passkey.request_options(&passkey.relying_party(&origin), "c", None).unwrap(),
            concat!(
                r#"{"action":"authenticate","options":{"challenge":"c","timeout":300000,"#,
                r#""userVerification":"required","rpId":"a.test"}}"#,
            )
        );
    }
}
