//! The words of the sign-in page and of the forms of providers.

use super::{Text, WithValue, macros::words};

words! {
    /// The words of the sign-in page and of the forms of providers.
    SignInWords {
        /// The title of the document.
        title: Text,
        /// The heading.
        heading: Text,
        /// The line below the heading, with the host of the site.
        continue_to: WithValue,
        /// The button of a provider, with its name.
        with: WithValue,
        /// The button of magic links, unless their provider has a name of its own.
        with_email: Text,
        /// The button of passkeys, unless their provider has a name of its own.
        with_passkey: Text,
        /// The button of credentials, unless their provider has a name of its own.
        with_credentials: Text,
        /// The mark on the button of the provider by which the browser has signed in last.
        last_used: Text,
        /// The button of passwords, unless their provider has a name of its own.
        with_password: Text,
        /// The label of the field for an e-mail address.
        email: Text,
        /// The example in the field for an e-mail address.
        email_placeholder: Text,
        /// The label of the field for a password.
        password: Text,
        /// The message after a failed sign-in that may work with another account.
        other_account: Text,
        /// The message for an e-mail address whose user signs in another way (`OAuthAccountNotLinked`).
        original_account: Text,
        /// The message after a mail that could not be sent (`EmailSignin`).
        mail_failed: Text,
        /// The message after a mail that cannot be sent now (`EmailUnavailable`).
        mail_unavailable: Text,
        /// The message after wrong credentials (`CredentialsSignin`).
        wrong_details: Text,
        /// The message for a page that requires a sign-in (`SessionRequired`).
        sign_in_required: Text,
        /// The message after any other failure.
        failed: Text,
    }
}

impl SignInWords {
    pub(super) const ENGLISH: Self = Self {
        title: "Sign In",
        heading: "Sign in",
        continue_to: |site| "to continue to " + site,
        with: |name| "Sign in with " + name,
        with_email: "Sign in with Email",
        with_passkey: "Sign in with Passkey",
        with_credentials: "Sign in with Credentials",
        last_used: "Last used",
        with_password: "Sign in with Password",
        email: "Email",
        email_placeholder: "email@example.com",
        password: "Password",
        other_account: "Try signing in with a different account.",
        original_account: "To confirm your identity, sign in with the same account you used originally.",
        mail_failed: "The e-mail could not be sent.",
        mail_unavailable: "The e-mail could not be sent now. Try again later.",
        wrong_details: "Sign in failed. Check the details you provided are correct.",
        sign_in_required: "Please sign in to access this page.",
        failed: "Unable to sign in.",
    };

    pub(super) const GERMAN: Self = Self {
        title: "Anmelden",
        heading: "Anmelden",
        continue_to: |site| "und weiter zu " + site,
        with: |name| "Mit " + name + " anmelden",
        with_email: "Per E-Mail anmelden",
        with_passkey: "Mit Passkey anmelden",
        with_credentials: "Mit Zugangsdaten anmelden",
        last_used: "Zuletzt verwendet",
        with_password: "Mit Passwort anmelden",
        email: "E-Mail-Adresse",
        email_placeholder: "name@example.com",
        password: "Passwort",
        other_account: "Versuchen Sie, sich mit einem anderen Konto anzumelden.",
        original_account: "Um Ihre Identität zu bestätigen, melden Sie sich mit dem Konto an, das Sie ursprünglich verwendet haben.",
        mail_failed: "Die E-Mail konnte nicht gesendet werden.",
        mail_unavailable: "Die E-Mail konnte gerade nicht gesendet werden. Versuchen Sie es später erneut.",
        wrong_details: "Die Anmeldung ist fehlgeschlagen. Prüfen Sie, ob Ihre Angaben stimmen.",
        sign_in_required: "Bitte melden Sie sich an, um diese Seite zu öffnen.",
        failed: "Die Anmeldung ist nicht möglich.",
    };

    pub(super) const FRENCH: Self = Self {
        title: "Connexion",
        heading: "Connexion",
        continue_to: |site| "pour continuer vers " + site,
        with: |name| "Se connecter avec " + name,
        with_email: "Se connecter par e-mail",
        with_passkey: "Se connecter avec une clé d’accès",
        with_credentials: "Se connecter avec vos identifiants",
        last_used: "Dernière utilisation",
        with_password: "Se connecter avec un mot de passe",
        email: "Adresse e-mail",
        email_placeholder: "nom@example.com",
        password: "Mot de passe",
        other_account: "Essayez de vous connecter avec un autre compte.",
        original_account: "Pour confirmer votre identité, connectez-vous avec le compte que vous avez utilisé à l’origine.",
        mail_failed: "L’e-mail n’a pas pu être envoyé.",
        mail_unavailable: "L’e-mail n’a pas pu être envoyé pour le moment. Réessayez plus tard.",
        wrong_details: "La connexion a échoué. Vérifiez que vos informations sont correctes.",
        sign_in_required: "Veuillez vous connecter pour accéder à cette page.",
        failed: "Connexion impossible.",
    };

    pub(super) const SPANISH: Self = Self {
        title: "Iniciar sesión",
        heading: "Iniciar sesión",
        continue_to: |site| "para continuar en " + site,
        with: |name| "Iniciar sesión con " + name,
        with_email: "Iniciar sesión por correo electrónico",
        with_passkey: "Iniciar sesión con una llave de acceso",
        with_credentials: "Iniciar sesión con sus credenciales",
        last_used: "Último uso",
        with_password: "Iniciar sesión con contraseña",
        email: "Correo electrónico",
        email_placeholder: "nombre@example.com",
        password: "Contraseña",
        other_account: "Pruebe a iniciar sesión con otra cuenta.",
        original_account: "Para confirmar su identidad, inicie sesión con la misma cuenta que utilizó al principio.",
        mail_failed: "No se ha podido enviar el correo electrónico.",
        mail_unavailable: "No se ha podido enviar el correo electrónico en este momento. Inténtelo de nuevo más tarde.",
        wrong_details: "No se ha podido iniciar sesión. Compruebe que los datos son correctos.",
        sign_in_required: "Inicie sesión para acceder a esta página.",
        failed: "No es posible iniciar sesión.",
    };
}
