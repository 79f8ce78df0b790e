//! The words that several pages have.

use super::{Text, macros::words};

words! {
    /// The words that several pages have.
    CommonWords {
        /// The link to the sign-in page, and the button that signs in.
        sign_in: Text,
        /// The button that goes on.
        go_on: Text,
        /// The button that confirms.
        confirm: Text,
        /// The link to the page before.
        back: Text,
        /// The link to the start page of the site.
        start_page: Text,
        /// The separator between two ways.
        or: Text,
        /// The accessible name of the logo.
        logo: Text,
        /// The heading of the pages on which a user proves a second factor, or proves more.
        confirm_identity: Text,
        /// The accessible name of a list of recovery codes.
        recovery_codes: Text,
        /// The message after a wrong code of an authenticator application.
        wrong_code: Text,
        /// The accessible name of the QR code that sets up an authenticator application.
        qr_code: Text,
        /// The sentence above the key for a user who cannot scan the QR code.
        type_key: Text,
    }
}

impl CommonWords {
    pub(super) const ENGLISH: Self = Self {
        sign_in: "Sign in",
        go_on: "Continue",
        confirm: "Confirm",
        back: "Back",
        start_page: "To the start page",
        or: "or",
        logo: "Logo",
        confirm_identity: "Confirm that it is you",
        recovery_codes: "Recovery codes",
        wrong_code: "This code is wrong, or was used before. Wait for the next one, and try again.",
        qr_code: "QR code that sets up the authenticator app",
        type_key: "If you cannot scan it, type in this key:",
    };

    pub(super) const GERMAN: Self = Self {
        sign_in: "Anmelden",
        go_on: "Weiter",
        confirm: "Bestätigen",
        back: "Zurück",
        start_page: "Zur Startseite",
        or: "oder",
        logo: "Logo",
        confirm_identity: "Bestätigen Sie, dass Sie es sind",
        recovery_codes: "Wiederherstellungscodes",
        wrong_code: "Dieser Code ist falsch oder wurde schon verwendet. Warten Sie auf den nächsten, und versuchen Sie es erneut.",
        qr_code: "QR-Code, der die Authenticator-App einrichtet",
        type_key: "Wenn Sie ihn nicht scannen können, geben Sie diesen Schlüssel ein:",
    };

    pub(super) const FRENCH: Self = Self {
        sign_in: "Se connecter",
        go_on: "Continuer",
        confirm: "Confirmer",
        back: "Retour",
        start_page: "Vers la page d’accueil",
        or: "ou",
        logo: "Logo",
        confirm_identity: "Confirmez votre identité",
        recovery_codes: "Codes de secours",
        wrong_code: "Ce code est incorrect ou a déjà été utilisé. Attendez le suivant, puis réessayez.",
        qr_code: "Code QR qui configure l’application d’authentification",
        type_key: "Si vous ne pouvez pas le scanner, saisissez cette clé\u{a0}:",
    };

    pub(super) const SPANISH: Self = Self {
        sign_in: "Iniciar sesión",
        go_on: "Continuar",
        confirm: "Confirmar",
        back: "Volver",
        start_page: "Ir a la página de inicio",
        or: "o",
        logo: "Logotipo",
        confirm_identity: "Confirme su identidad",
        recovery_codes: "Códigos de recuperación",
        wrong_code: "Este código no es correcto o ya se ha utilizado. Espere al siguiente e inténtelo de nuevo.",
        qr_code: "Código QR que configura la aplicación de autenticación",
        type_key: "Si no puede escanearlo, introduzca esta clave:",
    };
}
