//! The words of the pages and mails of the sign-up.

use super::{Text, WithValue, macros::words};

words! {
    /// The words of the pages and mails of the sign-up.
    SignUpWords {
        /// Title and heading of the page that asks for the address, and the link to it on the sign-in page.
        title: Text,
        /// The sentence of that page.
        ask: Text,
        /// The link to the sign-in page.
        known: Text,
        /// Title and heading of the page with the application's form.
        finish_title: Text,
        /// The button that creates the account.
        create: Text,
        /// The sentences of the page for a link that does not work.
        broken: Text,
        /// The message after a form that cannot be read.
        invalid: Text,
        /// The message if the account could not be created.
        failed: Text,
        /// The subject of the mail with a link, with the host of the site.
        subject: WithValue,
        /// The button in that mail.
        button: Text,
        /// The sentence of that mail for a user who has not asked for it.
        not_asked: Text,
        /// The subject of the mail to an address with an account, with the host of the site.
        exists_subject: WithValue,
        /// The sentences of that mail.
        exists: Text,
    }
}

impl SignUpWords {
    pub(super) const ENGLISH: Self = Self {
        title: "Create an account",
        ask: "Enter your email address. We will send you a link.",
        known: "I have an account already",
        finish_title: "Complete your account",
        create: "Create my account",
        broken: "It was used, has expired or was replaced by a newer one. If you have an account already, sign in.",
        invalid: "Please check what you have entered.",
        failed: "Your account could not be created. Please try again later.",
        subject: |site| "Create your account at " + site,
        button: "Create my account",
        not_asked: "If you did not request this email, ignore it: no account is created.",
        exists_subject: |site| "You have an account at " + site + " already",
        exists: "Someone has tried to create an account with this email address, but you have one already. If it was you, sign in with it, or choose a new password if you have forgotten yours.",
    };

    pub(super) const GERMAN: Self = Self {
        title: "Konto erstellen",
        ask: "Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Link.",
        known: "Ich habe schon ein Konto",
        finish_title: "Vervollständigen Sie Ihr Konto",
        create: "Mein Konto erstellen",
        broken: "Er wurde verwendet, ist abgelaufen oder wurde durch einen neueren ersetzt. Wenn Sie schon ein Konto haben, melden Sie sich an.",
        invalid: "Bitte prüfen Sie Ihre Eingaben.",
        failed: "Ihr Konto konnte nicht erstellt werden. Bitte versuchen Sie es später noch einmal.",
        subject: |site| "Erstellen Sie Ihr Konto bei " + site,
        button: "Mein Konto erstellen",
        not_asked: "Wenn Sie diese E-Mail nicht angefordert haben, ignorieren Sie sie: Es wird kein Konto erstellt.",
        exists_subject: |site| "Sie haben schon ein Konto bei " + site,
        exists: "Jemand wollte mit dieser E-Mail-Adresse ein Konto erstellen, aber Sie haben schon eines. Wenn Sie es waren, melden Sie sich damit an, oder wählen Sie ein neues Passwort, wenn Sie Ihres vergessen haben.",
    };

    pub(super) const FRENCH: Self = Self {
        title: "Créer un compte",
        ask: "Saisissez votre adresse e-mail. Nous vous envoyons un lien.",
        known: "J’ai déjà un compte",
        finish_title: "Complétez votre compte",
        create: "Créer mon compte",
        broken: "Il a été utilisé, a expiré ou a été remplacé par un plus récent. Si vous avez déjà un compte, connectez-vous.",
        invalid: "Veuillez vérifier votre saisie.",
        failed: "Votre compte n’a pas pu être créé. Veuillez réessayer plus tard.",
        subject: |site| "Créez votre compte sur " + site,
        button: "Créer mon compte",
        not_asked: "Si vous n’avez pas demandé cet e-mail, ignorez-le\u{a0}: aucun compte n’est créé.",
        exists_subject: |site| "Vous avez déjà un compte sur " + site,
        exists: "Une personne a tenté de créer un compte avec cette adresse e-mail, mais vous en avez déjà un. Si c’était vous, connectez-vous avec ce compte, ou choisissez un nouveau mot de passe si vous avez oublié le vôtre.",
    };

    pub(super) const SPANISH: Self = Self {
        title: "Crear una cuenta",
        ask: "Introduzca su correo electrónico. Le enviaremos un enlace.",
        known: "Ya tengo una cuenta",
        finish_title: "Complete su cuenta",
        create: "Crear mi cuenta",
        broken: "Se ha utilizado, ha caducado o se ha sustituido por uno más reciente. Si ya tiene una cuenta, inicie sesión.",
        invalid: "Revise los datos que ha introducido.",
        failed: "No se pudo crear su cuenta. Inténtelo de nuevo más tarde.",
        subject: |site| "Cree su cuenta en " + site,
        button: "Crear mi cuenta",
        not_asked: "Si no ha solicitado este mensaje, ignórelo: no se crea ninguna cuenta.",
        exists_subject: |site| "Ya tiene una cuenta en " + site,
        exists: "Alguien ha intentado crear una cuenta con este correo electrónico, pero usted ya tiene una. Si ha sido usted, inicie sesión con ella, o elija una nueva contraseña si ha olvidado la suya.",
    };
}
