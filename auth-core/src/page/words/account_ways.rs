//! The words about the ways in on the account page.

use super::{Text, WithCount, WithValue, macros::words};

words! {
    /// The words about the ways in on the account page.
    AccountWaysWords {
        /// The heading of the ways in.
        ways: Text,
        /// The sentence for a user who has to prove something before a change, with a link whose text is `prove`.
        proof_first: WithValue,
        /// The link to the page on which a user proves something.
        prove: Text,
        /// The name of the e-mail address.
        address: Text,
        /// The link to the page that changes the address or the password.
        change: Text,
        /// Its accessible name for the address.
        change_address: Text,
        /// The name of the password.
        password: Text,
        /// The remark about a password.
        password_set: Text,
        /// The remark about a password that is missing.
        password_missing: Text,
        /// The accessible name of the link for the password.
        change_password: Text,
        /// The link for a user without a password.
        choose: Text,
        /// Its accessible name.
        choose_password: Text,
        /// The heading of the passkeys.
        passkeys: Text,
        /// The sentence for a user without a passkey.
        no_passkey: Text,
        /// The name of a passkey that has none.
        passkey: Text,
        /// The button that adds a passkey.
        add_passkey: Text,
        /// The date on which a passkey was added.
        added: WithValue,
        /// The date of the last use.
        last_used: WithValue,
        /// The remark about a passkey that can be on several devices.
        synced: Text,
        /// The text that opens the form that renames a passkey.
        rename: Text,
        /// Its accessible name.
        rename_passkey: WithValue,
        /// The button that removes a passkey.
        remove: Text,
        /// Its accessible name.
        remove_passkey: WithValue,
        /// The heading of the linked accounts.
        accounts: Text,
        /// The sentence for a user without a linked account.
        no_account: Text,
        /// The ID of an account at its provider.
        account: WithValue,
        /// The remark about a provider that the site does not have any more.
        not_offered: Text,
        /// The button that links an account at a provider.
        link: WithValue,
        /// The button that unlinks an account.
        unlink: Text,
        /// Its accessible name.
        unlink_account: WithValue,
        /// The sentence for a user without a phone number.
        no_number: Text,
        /// The button that sends a code to a phone number.
        send_code: Text,
        /// The accessible name of the text that opens the form for another phone number.
        change_number: WithValue,
        /// The accessible name of the button that removes a phone number.
        remove_number: WithValue,
        /// The heading of the second factor.
        second_step: Text,
        /// The name of the second factor.
        app: Text,
        /// The date of its enrolment.
        on_since: WithValue,
        /// The remark about a second factor that is off.
        off: Text,
        /// The number of recovery codes that are left.
        codes_left: WithCount,
        /// The link to the page of the second factor.
        manage: Text,
        /// Its accessible name.
        manage_second_step: Text,
        /// The link to that page for a user without a second factor.
        set_up: Text,
        /// Its accessible name.
        set_up_second_step: Text,
    }
}

impl AccountWaysWords {
    pub(super) const ENGLISH: Self = Self {
        ways: "How you sign in",
        proof_first: |value| {
            "Before you change how you sign in, we ask you to confirm that it is you. " + value
        },
        prove: "Confirm now",
        address: "Email address",
        change: "Change",
        change_address: "Change the email address",
        password: "Password",
        password_set: "set",
        password_missing: "not set",
        change_password: "Change the password",
        choose: "Choose",
        choose_password: "Choose a password",
        passkeys: "Passkeys",
        no_passkey: "You have no passkey yet. With one, you sign in by your fingerprint, your face or your PIN.",
        passkey: "Passkey",
        add_passkey: "Add a passkey",
        added: |value| "added " + value,
        last_used: |value| "last used " + value,
        synced: "synced",
        rename: "Rename",
        rename_passkey: |value| "Rename the passkey " + value,
        remove: "Remove",
        remove_passkey: |value| "Remove the passkey " + value,
        accounts: "Linked accounts",
        no_account: "No account is linked.",
        account: |value| "account " + value,
        not_offered: "no longer offered here",
        link: |value| "Link " + value,
        unlink: "Unlink",
        unlink_account: |value| "Unlink the account at " + value,
        no_number: "You have no phone number here yet. With one, you sign in by a code that we send to it.",
        send_code: "Send a code",
        change_number: |value| "Change the phone number " + value,
        remove_number: |value| "Remove the phone number " + value,
        second_step: "Two-step verification",
        app: "Authenticator app",
        on_since: |value| "on since " + value,
        off: "off",
        codes_left: |left| match left.get() {
            0 => "no recovery codes left".into(),
            1 => "1 recovery code left".into(),
            _ => left + " recovery codes left",
        },
        manage: "Manage",
        manage_second_step: "Manage two-step verification",
        set_up: "Set up",
        set_up_second_step: "Set up two-step verification",
    };

    pub(super) const GERMAN: Self = Self {
        ways: "Wie Sie sich anmelden",
        proof_first: |value| {
            "Bevor Sie ändern, wie Sie sich anmelden, bitten wir Sie zu bestätigen, dass Sie es sind. "
                + value
        },
        prove: "Jetzt bestätigen",
        address: "E-Mail-Adresse",
        change: "Ändern",
        change_address: "Ändern: E-Mail-Adresse",
        password: "Passwort",
        password_set: "gesetzt",
        password_missing: "nicht gesetzt",
        change_password: "Ändern: Passwort",
        choose: "Festlegen",
        choose_password: "Festlegen: Passwort",
        passkeys: "Passkeys",
        no_passkey: "Sie haben noch keinen Passkey. Damit melden Sie sich mit Fingerabdruck, Gesicht oder PIN an.",
        passkey: "Passkey",
        add_passkey: "Passkey hinzufügen",
        added: |value| "hinzugefügt am " + value,
        last_used: |value| "zuletzt verwendet am " + value,
        synced: "synchronisiert",
        rename: "Umbenennen",
        rename_passkey: |value| "Passkey " + value + " umbenennen",
        remove: "Entfernen",
        remove_passkey: |value| "Passkey " + value + " entfernen",
        accounts: "Verknüpfte Konten",
        no_account: "Es ist kein Konto verknüpft.",
        account: |value| "Konto " + value,
        not_offered: "hier nicht mehr angeboten",
        link: |value| value + " verknüpfen",
        unlink: "Trennen",
        unlink_account: |value| "Trennen: Konto bei " + value,
        no_number: "Sie haben hier noch keine Telefonnummer. Damit melden Sie sich mit einem Code an, den wir dorthin senden.",
        send_code: "Code senden",
        change_number: |value| "Telefonnummer " + value + " ändern",
        remove_number: |value| "Telefonnummer " + value + " entfernen",
        second_step: "Bestätigung in zwei Schritten",
        app: "Authenticator-App",
        on_since: |value| "ein seit " + value,
        off: "aus",
        codes_left: |left| match left.get() {
            0 => "keine Wiederherstellungscodes mehr".into(),
            1 => "noch 1 Wiederherstellungscode".into(),
            _ => left + " Wiederherstellungscodes übrig",
        },
        manage: "Verwalten",
        manage_second_step: "Verwalten: Bestätigung in zwei Schritten",
        set_up: "Einrichten",
        set_up_second_step: "Einrichten: Bestätigung in zwei Schritten",
    };

    pub(super) const FRENCH: Self = Self {
        ways: "Comment vous vous connectez",
        proof_first: |value| {
            "Avant de changer votre façon de vous connecter, nous vous demandons de confirmer votre identité. "
                + value
        },
        prove: "Confirmer maintenant",
        address: "Adresse e-mail",
        change: "Modifier",
        change_address: "Modifier l’adresse e-mail",
        password: "Mot de passe",
        password_set: "défini",
        password_missing: "non défini",
        change_password: "Modifier le mot de passe",
        choose: "Choisir",
        choose_password: "Choisir un mot de passe",
        passkeys: "Clés d’accès",
        no_passkey: "Vous n’avez pas encore de clé d’accès. Elle permet de se connecter par empreinte, visage ou code PIN.",
        passkey: "Clé d’accès",
        add_passkey: "Ajouter une clé d’accès",
        added: |value| "ajoutée le " + value,
        last_used: |value| "dernière utilisation le " + value,
        synced: "synchronisée",
        rename: "Renommer",
        rename_passkey: |value| "Renommer la clé d’accès " + value,
        remove: "Supprimer",
        remove_passkey: |value| "Supprimer la clé d’accès " + value,
        accounts: "Comptes associés",
        no_account: "Aucun compte n’est associé.",
        account: |value| "compte " + value,
        not_offered: "n’est plus proposé ici",
        link: |value| "Associer " + value,
        unlink: "Dissocier",
        unlink_account: |value| "Dissocier le compte " + value,
        no_number: "Vous n’avez pas encore de numéro de téléphone ici. Il permet de se connecter par un code que nous y envoyons.",
        send_code: "Envoyer un code",
        change_number: |value| "Modifier le numéro de téléphone " + value,
        remove_number: |value| "Supprimer le numéro de téléphone " + value,
        second_step: "Validation en deux étapes",
        app: "Application d’authentification",
        on_since: |value| "activée depuis le " + value,
        off: "désactivée",
        codes_left: |left| match left.get() {
            0 => "plus aucun code de secours".into(),
            1 => "1 code de secours restant".into(),
            _ => left + " codes de secours restants",
        },
        manage: "Gérer",
        manage_second_step: "Gérer la validation en deux étapes",
        set_up: "Configurer",
        set_up_second_step: "Configurer la validation en deux étapes",
    };

    pub(super) const SPANISH: Self = Self {
        ways: "Cómo inicia sesión",
        proof_first: |value| {
            "Antes de cambiar cómo inicia sesión, le pedimos que confirme su identidad. " + value
        },
        prove: "Confirmar ahora",
        address: "Dirección de correo",
        change: "Cambiar",
        change_address: "Cambiar la dirección de correo",
        password: "Contraseña",
        password_set: "establecida",
        password_missing: "sin establecer",
        change_password: "Cambiar la contraseña",
        choose: "Elegir",
        choose_password: "Elegir una contraseña",
        passkeys: "Llaves de acceso",
        no_passkey: "Aún no tiene una llave de acceso. Con ella inicia sesión con la huella, la cara o el PIN.",
        passkey: "Llave de acceso",
        add_passkey: "Añadir una llave de acceso",
        added: |value| "añadida el " + value,
        last_used: |value| "último uso el " + value,
        synced: "sincronizada",
        rename: "Cambiar el nombre",
        rename_passkey: |value| "Cambiar el nombre de la llave " + value,
        remove: "Quitar",
        remove_passkey: |value| "Quitar la llave " + value,
        accounts: "Cuentas vinculadas",
        no_account: "No hay ninguna cuenta vinculada.",
        account: |value| "cuenta " + value,
        not_offered: "ya no se ofrece aquí",
        link: |value| "Vincular " + value,
        unlink: "Desvincular",
        unlink_account: |value| "Desvincular la cuenta de " + value,
        no_number: "Aún no tiene un número de teléfono aquí. Con él inicia sesión con un código que enviamos a ese número.",
        send_code: "Enviar un código",
        change_number: |value| "Cambiar el número de teléfono " + value,
        remove_number: |value| "Quitar el número de teléfono " + value,
        second_step: "Verificación en dos pasos",
        app: "Aplicación de autenticación",
        on_since: |value| "activada desde el " + value,
        off: "desactivada",
        codes_left: |left| match left.get() {
            0 => "sin códigos de recuperación".into(),
            1 => "queda 1 código de recuperación".into(),
            _ => left + " códigos de recuperación restantes",
        },
        manage: "Gestionar",
        manage_second_step: "Gestionar la verificación en dos pasos",
        set_up: "Configurar",
        set_up_second_step: "Configurar la verificación en dos pasos",
    };
}
