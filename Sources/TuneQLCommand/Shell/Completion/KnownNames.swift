import Synchronization
import TuneQL
import TuneQLCompletion

/// The names of the session as they were after the last statement.
///
/// They are taken beside the prompt, so neither the prompt nor Tab waits for them.
final class KnownNames: Sendable {
    private let names = Mutex<SessionNames?>(nil)

    /// The names; nil before they are known for the first time.
    var current: SessionNames? { names.withLock { $0 } }

    /// Asks the session for its names, with the commands and variables of the shell.
    func refresh(from session: Session, variables: [String]) {
        Task.detached { [self] in
            var found = await session.completionNames()
            found.variables = variables
            found.commands = MetaCommand.completed
            names.withLock { [found] in $0 = found }
        }
    }
}
