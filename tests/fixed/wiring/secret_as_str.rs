use auth::prelude::*;

fn is_right(password: &Secret) -> bool {
    password.expose() == "countess"
}
