//! Who is at the page: the server says, and while it can't be reached, who was there when it last said.

use super::kept;
use super::server::{Failure, Server, ask};
use crate::keep::Kept;
use wire::study::{Me, MemberView};

/// Who is signed in. What this device keeps of a member can be used without a network, and only that: the server still asks for a session.
///
/// # Errors
/// Why nobody is known; when the server says that nobody is signed in, the device forgets who was.
pub async fn who(server: &dyn Server, keep: &Kept) -> Result<MemberView, Failure> {
    match ask::<Me>(server, &()).await {
        Ok(me) => {
            remember(keep, &me).await;
            Ok(me)
        }
        Err(failure) if failure.passes() => kept::me(keep).await.ok().flatten().ok_or(failure),
        Err(failure) => {
            let _ = kept::forget_me(keep).await;
            Err(failure)
        }
    }
}

/// The device remembers who is signed in, as soon as there is anything that they can do: whoever must set a password first needs the server.
pub async fn remember(keep: &Kept, me: &MemberView) {
    // whoever can't be kept is asked for once more
    let _ = match me.must_set_password {
        true => kept::forget_me(keep).await,
        false => kept::keep_me(keep, me).await,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keep::Memory;
    use crate::study::server::fake::{Fake, now};
    use std::rc::Rc;
    use wire::api::Code;

    /// Who is known after the server answered so, one after the other.
    fn check(answers: &[Result<&str, Failure>]) -> Vec<Result<String, Failure>> {
        let (server, keep): (Rc<Fake>, Kept) = (Rc::default(), Rc::new(Memory::default()));
        for answer in answers {
            match answer {
                Ok(number) => {
                    let me = MemberView { number: (*number).into(), ..MemberView::default() };
                    server.answer(&serde_json::to_string(&me).expect("JSON"));
                }
                Err(failure) => server.refuse(failure.clone()),
            }
        }
        let ask = |_| {
            let (server, keep) = (Rc::clone(&server), Rc::clone(&keep));
            now(Box::pin(async move { who(&*server, &keep).await })).map(|me| me.number)
        };
        answers.iter().map(ask).collect()
    }

    #[test]
    fn without_a_network_it_is_whoever_was_there_last() {
        let unreached = || Err::<&str, _>(Failure::Unreached);
        let internal = || Err(Failure::of(Code::Internal.into()));
        assert_eq!(check(&[unreached()]), [unreached().map(str::to_owned)]);
        assert_eq!(check(&[Ok("7"), unreached(), internal()]), [Ok("7".into()), Ok("7".into()), Ok("7".into())]);
    }

    #[test]
    fn whoever_must_set_a_password_first_is_known_once_they_have() {
        let keep: Kept = Rc::new(Memory::default());
        let known = |me: MemberView| {
            let keep = Rc::clone(&keep);
            now(Box::pin(async move {
                remember(&keep, &me).await;
                Ok(kept::me(&keep).await.expect("a keep in memory"))
            }))
        };
        let fresh = MemberView { number: "7".into(), must_set_password: true, ..MemberView::default() };
        assert_eq!(known(fresh.clone()), Ok(None));
        let set = MemberView { must_set_password: false, ..fresh };
        assert_eq!(known(set.clone()), Ok(Some(set)));
    }

    #[test]
    fn whoever_is_signed_out_is_not_taken_for_being_there() {
        let known = check(&[Ok("7"), Err(Failure::NotSignedIn), Err(Failure::Unreached)]);
        assert_eq!(known, [Ok("7".into()), Err(Failure::NotSignedIn), Err(Failure::Unreached)]);
    }
}
