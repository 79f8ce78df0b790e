//! The messages of the script for passkeys.

use super::{Text, macros::words};

words! {
    /// The messages of the script for passkeys. A form hands them over in `data-words`; the script itself has those in
    /// English.
    PasskeyWords {
        /// The user has cancelled, or has no passkey here.
        not_used: Text,
        /// The device has a passkey for the account.
        already_there: Text,
        /// The device cannot make a passkey that the site accepts.
        unsupported_device: Text,
        /// The address of the site is not that of its passkeys.
        wrong_address: Text,
        /// Anything else has failed.
        failed: Text,
        /// The field for the e-mail address is empty.
        email_missing: Text,
        /// A passkey is added without a session.
        sign_in_first: Text,
        /// The user has a session.
        signed_in_already: Text,
        /// The limit of attempts is reached.
        too_many_tries: Text,
        /// The browser has no passkeys.
        unsupported_browser: Text,
    }
}

impl PasskeyWords {
    /// Returns the value of `data-words`; `None` if the words are those of the script.
    pub(in crate::page) fn attribute(&self) -> Option<String> {
        let all = |words: &Self| {
            [
                ("notUsed", words.not_used),
                ("alreadyThere", words.already_there),
                ("unsupportedDevice", words.unsupported_device),
                ("wrongAddress", words.wrong_address),
                ("failed", words.failed),
                ("emailMissing", words.email_missing),
                ("signInFirst", words.sign_in_first),
                ("signedInAlready", words.signed_in_already),
                ("tooManyTries", words.too_many_tries),
                ("unsupportedBrowser", words.unsupported_browser),
            ]
        };
        let words = all(self);
        let is_default = words == all(&Self::ENGLISH);
        let json = || words.map(|(name, text)| (name, serde_json::Value::from(text))).into_iter();
        (!is_default).then(|| serde_json::Value::from_iter(json()).to_string())
    }

    pub(super) const ENGLISH: Self = Self {
        not_used: "No passkey was used. Please try again.",
        already_there: "This device has a passkey for the account already.",
        unsupported_device: "This device cannot make a passkey for this site.",
        wrong_address: "Passkeys do not work at this address.",
        failed: "That did not work. Please try again.",
        email_missing: "Please enter an e-mail address.",
        sign_in_first: "Please sign in first.",
        signed_in_already: "You are signed in already.",
        too_many_tries: "Too many tries. Please wait a moment.",
        unsupported_browser: "This browser does not support passkeys.",
    };

    pub(super) const GERMAN: Self = Self {
        not_used: "Es wurde kein Passkey verwendet. Bitte versuchen Sie es erneut.",
        already_there: "Dieses Gerät hat bereits einen Passkey für das Konto.",
        unsupported_device: "Dieses Gerät kann keinen Passkey für diese Website erstellen.",
        wrong_address: "Unter dieser Adresse funktionieren Passkeys nicht.",
        failed: "Das hat nicht funktioniert. Bitte versuchen Sie es erneut.",
        email_missing: "Bitte geben Sie eine E-Mail-Adresse ein.",
        sign_in_first: "Bitte melden Sie sich zuerst an.",
        signed_in_already: "Sie sind bereits angemeldet.",
        too_many_tries: "Zu viele Versuche. Bitte warten Sie einen Moment.",
        unsupported_browser: "Dieser Browser unterstützt keine Passkeys.",
    };

    pub(super) const FRENCH: Self = Self {
        not_used: "Aucune clé d’accès n’a été utilisée. Veuillez réessayer.",
        already_there: "Cet appareil possède déjà une clé d’accès pour ce compte.",
        unsupported_device: "Cet appareil ne peut pas créer de clé d’accès pour ce site.",
        wrong_address: "Les clés d’accès ne fonctionnent pas à cette adresse.",
        failed: "Cela n’a pas fonctionné. Veuillez réessayer.",
        email_missing: "Veuillez saisir une adresse e-mail.",
        sign_in_first: "Veuillez d’abord vous connecter.",
        signed_in_already: "Vous êtes déjà connecté.",
        too_many_tries: "Trop de tentatives. Veuillez patienter un instant.",
        unsupported_browser: "Ce navigateur ne prend pas en charge les clés d’accès.",
    };

    pub(super) const SPANISH: Self = Self {
        not_used: "No se ha utilizado ninguna llave de acceso. Inténtelo de nuevo.",
        already_there: "Este dispositivo ya tiene una llave de acceso para la cuenta.",
        unsupported_device: "Este dispositivo no puede crear una llave de acceso para este sitio.",
        wrong_address: "Las llaves de acceso no funcionan en esta dirección.",
        failed: "No ha funcionado. Inténtelo de nuevo.",
        email_missing: "Introduzca una dirección de correo electrónico.",
        sign_in_first: "Primero inicie sesión.",
        signed_in_already: "Ya ha iniciado sesión.",
        too_many_tries: "Demasiados intentos. Espere un momento.",
        unsupported_browser: "Este navegador no admite llaves de acceso.",
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::words::macros::Spoken;

    #[test]
    #[cfg(feature = "passkey")]
    fn the_script_has_the_words_in_english() {
        let mut list = Vec::new();
        PasskeyWords::ENGLISH.list("", &mut list);
        let script = crate::page::passkey_script::JAVASCRIPT;
        for (_, text) in list {
            assert_eq!(script.matches(&format!("\"{text}\"")).count(), 1, "{text}");
        }
        assert_eq!(PasskeyWords::ENGLISH.attribute(), None);
    }

    #[test]
    #[cfg(feature = "passkey")]
    fn every_other_language_is_handed_over_by_the_names_of_the_script() {
        for words in [PasskeyWords::GERMAN, PasskeyWords::FRENCH, PasskeyWords::SPANISH] {
            let json: serde_json::Value = serde_json::from_str(&words.attribute().unwrap()).unwrap();
            let mut list = Vec::new();
            words.list("", &mut list);
            assert_eq!(json.as_object().unwrap().len(), list.len());
            for (name, text) in json.as_object().unwrap() {
                assert!(list.iter().any(|(_, listed)| Some(listed.as_str()) == text.as_str()), "{text}");
                assert!(crate::page::passkey_script::JAVASCRIPT.contains(&format!("  {name}: \"")), "{name}");
            }
        }
    }
}
