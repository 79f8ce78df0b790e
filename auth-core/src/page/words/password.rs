//! The words of the pages and mails about the password of a user.

use super::{Text, WithCount, WithValue, macros::words};

words! {
    /// The words of the pages and mails about the password of a user.
    PasswordWords {
        /// Title and heading of the page that mails a link.
        forgot_title: Text,
        /// The sentence of that page.
        forgot: Text,
        /// The label of the field for the address.
        address: Text,
        /// The sentences after the mail was sent, with the address.
        sent: WithValue,
        /// Title and heading of the page of an opened link.
        reset_title: Text,
        /// The sentence of that page, with the address of the account.
        account: WithValue,
        /// The label of the field for the new password.
        new_password: Text,
        /// The button that stores the new password.
        save: Text,
        /// Title and heading of the page on which a signed-in user changes the password.
        change_title: Text,
        /// The label of the field for the present password.
        present_password: Text,
        /// The link for a user who does not know the present password.
        other_proof: Text,
        /// Title and heading of the page after the password was stored.
        done_title: Text,
        /// The sentence after a password was reset.
        sign_in_now: Text,
        /// The sentences of the page for a link that does not work.
        broken: Text,
        /// The message after a wrong present password.
        wrong: Text,
        /// The message after a password that is too short, with the minimum of characters.
        too_short: WithCount,
        /// The message after a password that is too long.
        too_long: Text,
        /// The message after a password with control characters.
        unprintable: Text,
        /// The message after a password that is easily guessed.
        guessable: Text,
        /// The message after a password of a data breach.
        breached: Text,
        /// The message if the password could not be checked.
        unchecked: Text,
        /// The message if another password was stored in the meantime.
        overtaken: Text,
        /// The message if the server has too many passwords to check.
        busy: Text,
        /// The subject of the mail with a link, with the host of the site.
        reset_subject: WithValue,
        /// The button in that mail.
        reset_button: Text,
        /// The sentence of that mail for a user who has not asked for it.
        not_asked: Text,
        /// The subject of the mail to an address without an account, with the host of the site.
        no_account_subject: WithValue,
        /// The sentences of that mail.
        no_account: Text,
        /// The subject of the notice about a new password, with the host of the site.
        changed_subject: WithValue,
        /// The sentence of that notice.
        changed: Text,
        /// The sentence of that notice for a user who has not changed the password.
        not_changed: Text,
        /// The sentence of that notice about the API keys that still work, if there are any.
        keys_left: WithCount,
    }
}

impl PasswordWords {
    pub(super) const ENGLISH: Self = Self {
        forgot_title: "Forgot your password?",
        forgot: "Enter the email address of your account. We send you a link.",
        address: "Email address",
        sent: |address| "An email has been sent to " + address + ". Read it to go on.",
        reset_title: "Choose a new password",
        account: |address| "for the account " + address,
        new_password: "New password",
        save: "Save the password",
        change_title: "Change your password",
        present_password: "Current password",
        other_proof: "I do not know it",
        done_title: "Your password has been saved",
        sign_in_now: "Sign in with your new password now.",
        broken: "It was used, has expired, or was replaced by a newer one. Your password has not changed.",
        wrong: "Your current password is not right. Please try again.",
        too_short: |least| "A password has at least " + least + " characters.",
        too_long: "This password is too long.",
        unprintable: "A password has no control characters.",
        guessable: "This password is easy to guess. Choose another one, such as several words that do not belong together.",
        breached: "This password was in a data breach of another service. Choose another one.",
        unchecked: "The password could not be checked. Try again later.",
        overtaken: "Your password has been changed in the meantime. Please start again.",
        busy: "Too many people are signing in at the moment. Please try again in a minute.",
        reset_subject: |site| "Choose a new password for " + site,
        reset_button: "Choose a new password",
        not_asked: "If you did not ask for this mail, ignore it: your password stays the same.",
        no_account_subject: |site| "You have no account at " + site,
        no_account: "Someone has asked for a new password with this email address, but there is no account with it. If it was you, try another address.",
        changed_subject: |site| "Your password has been changed at " + site,
        changed: "Your account has a new password. All other devices were signed out.",
        not_changed: "If it was not you, choose a new password now, and check your other ways to sign in.",
        keys_left: |left| match left.get() {
            1 => "One API key of your account still works. Remove it if you do not know it.".into(),
            _ => left + " API keys of your account still work. Remove those that you do not know.",
        },
    };

    pub(super) const GERMAN: Self = Self {
        forgot_title: "Passwort vergessen?",
        forgot: "Geben Sie die E-Mail-Adresse Ihres Kontos ein. Wir senden Ihnen einen Link.",
        address: "E-Mail-Adresse",
        sent: |address| "Wir haben eine E-Mail an " + address + " gesendet. Lesen Sie sie, um fortzufahren.",
        reset_title: "Wählen Sie ein neues Passwort",
        account: |address| "für das Konto " + address,
        new_password: "Neues Passwort",
        save: "Passwort speichern",
        change_title: "Passwort ändern",
        present_password: "Aktuelles Passwort",
        other_proof: "Ich kenne es nicht",
        done_title: "Ihr Passwort ist gespeichert",
        sign_in_now: "Melden Sie sich jetzt mit Ihrem neuen Passwort an.",
        broken: "Er wurde verwendet, ist abgelaufen oder wurde durch einen neueren ersetzt. Ihr Passwort hat sich nicht geändert.",
        wrong: "Ihr aktuelles Passwort stimmt nicht. Bitte versuchen Sie es noch einmal.",
        too_short: |least| "Ein Passwort hat mindestens " + least + " Zeichen.",
        too_long: "Dieses Passwort ist zu lang.",
        unprintable: "Ein Passwort hat keine Steuerzeichen.",
        guessable: "Dieses Passwort ist leicht zu erraten. Wählen Sie ein anderes, etwa mehrere Wörter, die nicht zusammengehören.",
        breached: "Dieses Passwort war in einem Datenleck eines anderen Dienstes. Wählen Sie ein anderes.",
        unchecked: "Das Passwort konnte nicht geprüft werden. Versuchen Sie es später noch einmal.",
        overtaken: "Ihr Passwort wurde in der Zwischenzeit geändert. Bitte beginnen Sie von vorn.",
        busy: "Im Moment melden sich zu viele Menschen an. Bitte versuchen Sie es in einer Minute noch einmal.",
        reset_subject: |site| "Wählen Sie ein neues Passwort für " + site,
        reset_button: "Neues Passwort wählen",
        not_asked: "Wenn Sie diese E-Mail nicht angefordert haben, ignorieren Sie sie: Ihr Passwort bleibt dasselbe.",
        no_account_subject: |site| "Sie haben kein Konto bei " + site,
        no_account: "Jemand hat mit dieser E-Mail-Adresse ein neues Passwort angefordert, aber es gibt kein Konto dazu. Wenn Sie es waren, versuchen Sie es mit einer anderen Adresse.",
        changed_subject: |site| "Ihr Passwort bei " + site + " wurde geändert",
        changed: "Ihr Konto hat ein neues Passwort. Alle anderen Geräte wurden abgemeldet.",
        not_changed: "Wenn Sie es nicht waren, wählen Sie jetzt ein neues Passwort, und prüfen Sie Ihre anderen Wege zur Anmeldung.",
        keys_left: |left| match left.get() {
            1 => "Ein API-Schlüssel Ihres Kontos gilt weiter. Entfernen Sie ihn, wenn Sie ihn nicht kennen."
                .into(),
            _ => {
                left + " API-Schlüssel Ihres Kontos gelten weiter. Entfernen Sie jene, die Sie nicht kennen."
            }
        },
    };

    pub(super) const FRENCH: Self = Self {
        forgot_title: "Mot de passe oublié\u{a0}?",
        forgot: "Saisissez l’adresse e-mail de votre compte. Nous vous envoyons un lien.",
        address: "Adresse e-mail",
        sent: |address| "Un e-mail a été envoyé à " + address + ". Lisez-le pour continuer.",
        reset_title: "Choisissez un nouveau mot de passe",
        account: |address| "pour le compte " + address,
        new_password: "Nouveau mot de passe",
        save: "Enregistrer le mot de passe",
        change_title: "Modifier votre mot de passe",
        present_password: "Mot de passe actuel",
        other_proof: "Je ne le connais pas",
        done_title: "Votre mot de passe est enregistré",
        sign_in_now: "Connectez-vous maintenant avec votre nouveau mot de passe.",
        broken: "Il a été utilisé, a expiré ou a été remplacé par un plus récent. Votre mot de passe n’a pas changé.",
        wrong: "Votre mot de passe actuel n’est pas correct. Veuillez réessayer.",
        too_short: |least| "Un mot de passe comporte au moins " + least + " caractères.",
        too_long: "Ce mot de passe est trop long.",
        unprintable: "Un mot de passe ne comporte pas de caractères de contrôle.",
        guessable: "Ce mot de passe est facile à deviner. Choisissez-en un autre, par exemple plusieurs mots sans rapport entre eux.",
        breached: "Ce mot de passe figurait dans une fuite de données d’un autre service. Choisissez-en un autre.",
        unchecked: "Le mot de passe n’a pas pu être vérifié. Réessayez plus tard.",
        overtaken: "Votre mot de passe a été modifié entre-temps. Veuillez recommencer.",
        busy: "Trop de personnes se connectent en ce moment. Veuillez réessayer dans une minute.",
        reset_subject: |site| "Choisissez un nouveau mot de passe pour " + site,
        reset_button: "Choisir un nouveau mot de passe",
        not_asked: "Si vous n’avez pas demandé cet e-mail, ignorez-le\u{a0}: votre mot de passe reste le même.",
        no_account_subject: |site| "Vous n’avez pas de compte sur " + site,
        no_account: "Une personne a demandé un nouveau mot de passe avec cette adresse e-mail, mais aucun compte n’y correspond. Si c’était vous, essayez une autre adresse.",
        changed_subject: |site| "Votre mot de passe a été modifié sur " + site,
        changed: "Votre compte a un nouveau mot de passe. Tous les autres appareils ont été déconnectés.",
        not_changed: "Si ce n’était pas vous, choisissez maintenant un nouveau mot de passe et vérifiez vos autres moyens de connexion.",
        keys_left: |left| match left.get() {
            1 => {
                "Une clé API de votre compte fonctionne toujours. Supprimez-la si vous ne la connaissez pas."
                    .into()
            }
            _ => {
                left + " clés API de votre compte fonctionnent toujours. Supprimez celles que vous ne connaissez pas."
            }
        },
    };

    pub(super) const SPANISH: Self = Self {
        forgot_title: "¿Ha olvidado su contraseña?",
        forgot: "Introduzca el correo electrónico de su cuenta. Le enviaremos un enlace.",
        address: "Correo electrónico",
        sent: |address| "Se ha enviado un mensaje a " + address + ". Léalo para continuar.",
        reset_title: "Elija una nueva contraseña",
        account: |address| "para la cuenta " + address,
        new_password: "Nueva contraseña",
        save: "Guardar la contraseña",
        change_title: "Cambiar su contraseña",
        present_password: "Contraseña actual",
        other_proof: "No la conozco",
        done_title: "Su contraseña se ha guardado",
        sign_in_now: "Inicie sesión ahora con su nueva contraseña.",
        broken: "Se ha utilizado, ha caducado o se ha sustituido por uno más reciente. Su contraseña no ha cambiado.",
        wrong: "Su contraseña actual no es correcta. Inténtelo de nuevo.",
        too_short: |least| "Una contraseña tiene al menos " + least + " caracteres.",
        too_long: "Esta contraseña es demasiado larga.",
        unprintable: "Una contraseña no tiene caracteres de control.",
        guessable: "Esta contraseña es fácil de adivinar. Elija otra, por ejemplo varias palabras que no tengan relación entre sí.",
        breached: "Esta contraseña figuraba en una filtración de datos de otro servicio. Elija otra.",
        unchecked: "La contraseña no se pudo comprobar. Inténtelo de nuevo más tarde.",
        overtaken: "Su contraseña ha cambiado entretanto. Empiece de nuevo.",
        busy: "Hay demasiadas personas iniciando sesión en este momento. Inténtelo de nuevo dentro de un minuto.",
        reset_subject: |site| "Elija una nueva contraseña para " + site,
        reset_button: "Elegir una nueva contraseña",
        not_asked: "Si no ha solicitado este mensaje, ignórelo: su contraseña sigue siendo la misma.",
        no_account_subject: |site| "No tiene una cuenta en " + site,
        no_account: "Alguien ha pedido una nueva contraseña con este correo electrónico, pero no hay ninguna cuenta con él. Si ha sido usted, pruebe con otra dirección.",
        changed_subject: |site| "Su contraseña ha cambiado en " + site,
        changed: "Su cuenta tiene una nueva contraseña. Se ha cerrado la sesión en todos los demás dispositivos.",
        not_changed: "Si no ha sido usted, elija ahora una nueva contraseña y revise sus otras formas de iniciar sesión.",
        keys_left: |left| match left.get() {
            1 => "Una clave de API de su cuenta sigue funcionando. Elimínela si no la conoce.".into(),
            _ => left + " claves de API de su cuenta siguen funcionando. Elimine las que no conozca.",
        },
    };
}
