//! Whether the shipped banks are right and well made, held against the texts of the laws where these lie beside the checkout.

use std::process::Command;

use anyhow::Result;

use crate::run;
use crate::serve;
use crate::workspace::Workspace;

/// Where the texts lie, from the folder that the checkout is in.
const LAWS: &str = "shared/laws";

/// Has the server that was built check the shipped questions: with texts every citation and answer, else what can be told without.
///
/// # Errors
/// When something is wrong with them; what only wants a look is printed.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut command = Command::new(serve::server(workspace));
    command.current_dir(&workspace.root).args(["bank", "check", "questions"]);
    match workspace.root.parent().map(|parent| parent.join(LAWS)).filter(|path| path.is_dir()) {
        Some(laws) => {
            command.arg("--laws").arg(laws);
        }
        None => println!("the texts of the laws are not beside this checkout: citations are not held against them"),
    }
    run::run(&mut command)
}
